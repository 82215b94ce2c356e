import { clDereg, clRegion } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** A02 死亡/户籍注销 */
export const householdDeregistration = defineDataset({
	code: "A02",
	key: "household_deregistration",
	title: { zh: "死亡/户籍注销", en: "Household deregistration" },
	steward: { zh: "公安厅", en: "公安厅" },
	channel: "batch",
	cadence: "daily or weekly",
	freshDaysMax: 3,
	direction: "error",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; TZ; 22N",
	isAuthorisationNeeded: false,
	columns: {
		cancel_flag: column.code(clDereg, "注销标识", "Cancel flag"),
		cancel_date: column.date("注销日期", "Cancel date"),
		death_date: column.date("死亡日期", "Death date"),
		cancel_reason: column.code(clDereg, "注销原因", "Cancel reason"),
		police_station: column.text(60, "派出所", "Police station"),
		moved_to_region: column.code(clRegion, "迁往地", "Moved to region"),
	},
});
