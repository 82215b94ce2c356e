import { clInsstat, clPaystat, clSikind } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** F01 社会保险参保缴费 */
export const socialInsurance = defineDataset({
	code: "F01",
	key: "social_insurance",
	title: { zh: "社会保险参保缴费", en: "Social insurance" },
	steward: { zh: "人社厅", en: "人社厅" },
	channel: "API+batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17; TZ",
	isAuthorisationNeeded: false,
	columns: {
		insurance_kind: column.code(clSikind, "险种", "Insurance kind"),
		insured_status: column.code(clInsstat, "参保状态", "Insured status"),
		employer_name: column.text(100, "单位名称", "Employer name"),
		employer_uscc: column.text(18, "单位信用代码", "Employer uscc"),
		pay_base: column.money("缴费基数", "Pay base"),
		pay_month: column.month("费款所属期", "Pay month"),
		pay_status: column.code(clPaystat, "到账状态", "Pay status"),
		first_insured_date: column.date("首次参保日期", "First insured date"),
	},
});
