import { clAssist, clInsstat, clMedaid } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** D04 医疗救助/资助参保/长护险 */
export const medicalAid = defineDataset({
	code: "D04",
	key: "medical_aid",
	title: { zh: "医疗救助/资助参保/长护险", en: "Medical aid" },
	steward: { zh: "医保局", en: "医保局" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-24; TZ(长护险)",
	isAuthorisationNeeded: false,
	columns: {
		aid_type: column.code(clMedaid, "救助类型", "Aid type"),
		aid_identity: column.code(clAssist, "救助身份", "Aid identity"),
		subsidy_amount: column.money("资助/救助金额", "Subsidy amount"),
		benefit_start: column.date("待遇开始日期", "Benefit start"),
		insured_status: column.code(clInsstat, "参保状态", "Insured status"),
		ltc_level: column.integer("长护失能等级", "Ltc level"),
	},
});
