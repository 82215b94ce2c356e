import { clPaystat } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** H04 住房公积金缴存/贷款 */
export const housingFund = defineDataset({
	code: "H04",
	key: "housing_fund",
	title: { zh: "住房公积金缴存/贷款", en: "Housing fund" },
	steward: { zh: "公积金中心", en: "公积金中心" },
	channel: "API",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; TZ",
	isAuthorisationNeeded: false,
	columns: {
		account_status: column.code(clPaystat, "缴存状态", "Account status"),
		employer_name: column.text(100, "单位名称", "Employer name"),
		personal_rate: column.decimal("职工缴交率", "Personal rate"),
		unit_rate: column.decimal("单位缴交率", "Unit rate"),
		month_deposit: column.money("月缴额", "Month deposit"),
		deposit_base: column.money("缴存基数", "Deposit base"),
		last_month: column.month("汇缴年月", "Last month"),
		balance: column.money("余额", "Balance"),
		loan_flag: column.boolean("是否贷款", "Loan flag"),
		loan_month_repay: column.money("月还款额", "Loan month repay"),
		loan_date: column.date("贷款日期", "Loan date"),
	},
});
