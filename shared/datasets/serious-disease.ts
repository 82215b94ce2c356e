import { clDisease, clHosp } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** D02 重特大疾病/罕见病/严重精神障碍 */
export const seriousDisease = defineDataset({
	code: "D02",
	key: "serious_disease",
	title: { zh: "重特大疾病/罕见病/严重精神障碍", en: "Serious disease" },
	steward: { zh: "卫健委", en: "卫健委" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "leak",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; 57-8; 22N",
	isAuthorisationNeeded: false,
	columns: {
		disease_category: column.code(clDisease, "病种类别", "Disease category"),
		icd10: column.text(10, "ICD-10编码", "Icd10"),
		diagnosis_date: column.date("确诊日期", "Diagnosis date"),
		hospital_level: column.code(clHosp, "医院等级", "Hospital level"),
		is_major: column.boolean("是否重特大疾病", "Is major"),
		mental_risk_level: column.integer("精神障碍危险等级", "Mental risk level"),
	},
});
