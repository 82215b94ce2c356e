import { clTaxitem } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** I02 个人所得税/经营纳税/发票 */
export const taxRecord = defineDataset({
	code: "I02",
	key: "tax_record",
	title: { zh: "个人所得税/经营纳税/发票", en: "Tax record" },
	steward: { zh: "税务局", en: "税务局" },
	channel: "API (authorised)",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17; TZ",
	isAuthorisationNeeded: true,
	columns: {
		income_item: column.code(clTaxitem, "所得项目名称", "Income item"),
		period_start: column.month("税款所属期起", "Period start"),
		period_end: column.month("税款所属期止", "Period end"),
		gross_income: column.money("收入额", "Gross income"),
		taxable_income: column.money("应纳税所得额", "Taxable income"),
		tax_paid: column.money("入库税额", "Tax paid"),
		withholding_agent: column.text(100, "扣缴义务人", "Withholding agent"),
		invoice_amount_12m: column.money("近12月开票额", "Invoice amount 12m"),
		payment_date: column.date("入库日期", "Payment date"),
	},
});
