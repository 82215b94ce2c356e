import { clInsprod, clPolrole, clPolstat } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** J03 商业保险 */
export const commercialInsurance = defineDataset({
	code: "J03",
	key: "commercial_insurance",
	title: { zh: "商业保险", en: "Commercial insurance" },
	steward: { zh: "金融监管/中银保信", en: "金融监管/中银保信" },
	channel: "file query",
	cadence: "per application + yearly",
	freshDaysMax: 400,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17",
	isAuthorisationNeeded: true,
	columns: {
		policy_no: column.text(40, "保单号", "Policy no"),
		insurer: column.text(60, "保险公司", "Insurer"),
		product_type: column.code(clInsprod, "险种", "Product type"),
		policy_role: column.code(clPolrole, "角色(投保人/被保险人)", "Policy role"),
		annual_premium: column.money("年缴保费", "Annual premium"),
		cash_value: column.money("现金价值", "Cash value"),
		effective_date: column.date("生效日期", "Effective date"),
		policy_status: column.code(clPolstat, "保单状态", "Policy status"),
		claim_amount: column.money("理赔金额", "Claim amount"),
	},
});
