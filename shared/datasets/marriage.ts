import { clMarital, clMarreg } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C02 婚姻登记 */
export const marriage = defineDataset({
	code: "C02",
	key: "marriage",
	title: { zh: "婚姻登记", en: "Marriage" },
	steward: { zh: "民政(婚登)", en: "民政(婚登)" },
	channel: "internal API",
	cadence: "daily",
	freshDaysMax: 3,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "TZ; 22N",
	isAuthorisationNeeded: false,
	columns: {
		spouse_name: column.text(30, "配偶姓名", "Spouse name", {
			sensitivity: "identifying",
		}),
		spouse_id_no: column.identity("配偶证件号码", "Spouse id no", {
			sensitivity: "identifying",
		}),
		marital_status: column.code(clMarital, "婚姻状况", "Marital status"),
		register_type: column.code(clMarreg, "登记类型", "Register type"),
		register_date: column.date("登记日期", "Register date"),
		register_org: column.text(60, "登记机关", "Register org"),
	},
});
