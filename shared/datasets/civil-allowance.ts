import { clAllow } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C05 残疾人两项补贴/高龄津贴/养老服务补贴 */
export const civilAllowance = defineDataset({
	code: "C05",
	key: "civil_allowance",
	title: { zh: "残疾人两项补贴/高龄津贴/养老服务补贴", en: "Civil allowance" },
	steward: { zh: "民政", en: "民政" },
	channel: "internal",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "NC; OK",
	isAuthorisationNeeded: false,
	columns: {
		allowance_type: column.code(clAllow, "补贴类别", "Allowance type"),
		month_amount: column.money("月标准", "Month amount"),
		start_month: column.month("起始年月", "Start month"),
		stop_month: column.month("停发年月", "Stop month"),
		stop_reason: column.text(60, "停发原因", "Stop reason"),
		auth_date: column.date("最近资格认证日期", "Auth date"),
	},
});
