import { clInsstat, clPayroll } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L04 财政供养人员/村干部报酬 */
export const publicPayroll = defineDataset({
	code: "L04",
	key: "public_payroll",
	title: { zh: "财政供养人员/村干部报酬", en: "Public payroll" },
	steward: { zh: "财政、组织、编办", en: "财政、组织、编办" },
	channel: "batch",
	cadence: "quarterly",
	freshDaysMax: 120,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "OK; P42; dsjol.com article",
	isAuthorisationNeeded: false,
	columns: {
		payroll_type: column.code(clPayroll, "供养类型", "Payroll type"),
		employer_name: column.text(100, "单位", "Employer name"),
		position: column.text(40, "职务", "Position"),
		month_income: column.money("月应发", "Month income"),
		start_month: column.month("起始年月", "Start month"),
		status: column.code(clInsstat, "状态", "Status"),
	},
});
