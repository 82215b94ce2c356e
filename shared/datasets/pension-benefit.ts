import { clPension } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** F02 养老金/遗属/工伤待遇 */
export const pensionBenefit = defineDataset({
	code: "F02",
	key: "pension_benefit",
	title: { zh: "养老金/遗属/工伤待遇", en: "Pension benefit" },
	steward: { zh: "人社厅", en: "人社厅" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-13; 22N",
	isAuthorisationNeeded: false,
	columns: {
		benefit_type: column.code(clPension, "待遇类型", "Benefit type"),
		month_amount: column.money("月待遇", "Month amount"),
		basic_pension_part: column.money(
			"其中中央基础养老金",
			"Basic pension part",
		),
		start_month: column.month("享受起始年月", "Start month"),
		pay_bank_tail: column.text(4, "发放账户尾号", "Pay bank tail"),
		stop_reason: column.text(40, "停发原因", "Stop reason"),
		auth_date: column.date("资格认证日期", "Auth date"),
	},
});
