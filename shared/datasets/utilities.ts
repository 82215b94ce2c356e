import { clUtil } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L07 水电气/通讯费用 */
export const utilities = defineDataset({
	code: "L07",
	key: "utilities",
	title: { zh: "水电气/通讯费用", en: "Utilities" },
	steward: { zh: "电网、供水、燃气、通信", en: "电网、供水、燃气、通信" },
	channel: "aggregated push",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: false,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-17(auxiliary)",
	isAuthorisationNeeded: false,
	columns: {
		utility_kind: column.code(clUtil, "类别", "Utility kind"),
		account_no_masked: column.text(20, "户号(脱敏)", "Account no masked"),
		month: column.month("账期", "Month"),
		usage: column.decimal("用量", "Usage"),
		fee: column.money("费用", "Fee"),
		zero_months: column.integer("连续零用量月数", "Zero months"),
	},
});
