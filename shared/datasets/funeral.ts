import { clBurial } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C01 殡葬火化 */
export const funeral = defineDataset({
	code: "C01",
	key: "funeral",
	title: { zh: "殡葬火化", en: "Funeral" },
	steward: { zh: "民政(殡葬)", en: "民政(殡葬)" },
	channel: "internal table",
	cadence: "daily",
	freshDaysMax: 3,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "TZ; 22N",
	isAuthorisationNeeded: false,
	columns: {
		death_date: column.date("死亡日期", "Death date"),
		cremation_date: column.date("火化日期", "Cremation date"),
		funeral_home: column.text(60, "殡仪馆名称", "Funeral home"),
		death_cause: column.text(60, "死亡原因", "Death cause"),
		death_place: column.text(80, "死亡地点", "Death place"),
		burial_form: column.code(clBurial, "葬式", "Burial form"),
		applicant_name: column.text(30, "经办人", "Applicant name", {
			sensitivity: "identifying",
		}),
	},
});
