import { clUnemp } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** F03 失业登记与失业保险 */
export const unemployment = defineDataset({
	code: "F03",
	key: "unemployment",
	title: { zh: "失业登记与失业保险", en: "Unemployment" },
	steward: { zh: "人社厅", en: "人社厅" },
	channel: "batch",
	cadence: "weekly/monthly",
	freshDaysMax: 14,
	direction: "leak",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; 22N(连续3个月无收入); TZ",
	isAuthorisationNeeded: false,
	columns: {
		register_date: column.date("失业登记时间", "Register date"),
		unemp_reason: column.code(clUnemp, "失业原因", "Unemp reason"),
		reduce_reason: column.text(40, "减少原因", "Reduce reason"),
		benefit_months_left: column.integer(
			"剩余失业金月数",
			"Benefit months left",
		),
		benefit_end: column.month("待遇结束期", "Benefit end"),
		last_employer: column.text(100, "原单位", "Last employer"),
		handling_org: column.text(60, "经办机构", "Handling org"),
	},
});
