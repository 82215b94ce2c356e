import { clCert } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** D01 出生/死亡医学证明 */
export const birthDeathCert = defineDataset({
	code: "D01",
	key: "birth_death_cert",
	title: { zh: "出生/死亡医学证明", en: "Birth death cert" },
	steward: { zh: "卫健委", en: "卫健委" },
	channel: "batch",
	cadence: "weekly",
	freshDaysMax: 14,
	direction: "both",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "22N(死亡信息比对); OK",
	isAuthorisationNeeded: false,
	columns: {
		cert_type: column.code(clCert, "证明类型", "Cert type"),
		cert_no: column.text(30, "证明编号", "Cert no"),
		event_date: column.date("出生/死亡日期", "Event date"),
		mother_id_no: column.identity("母亲证件", "Mother id no", {
			sensitivity: "identifying",
		}),
		cause_icd10: column.text(10, "死因ICD-10", "Cause icd10"),
		issuing_org: column.text(60, "签发机构", "Issuing org"),
	},
});
