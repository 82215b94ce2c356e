import { clVet } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L05 退役军人优抚 */
export const veteran = defineDataset({
	code: "L05",
	key: "veteran",
	title: { zh: "退役军人优抚", en: "Veteran" },
	steward: { zh: "退役军人厅", en: "退役军人厅" },
	channel: "batch",
	cadence: "quarterly",
	freshDaysMax: 120,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-13(优抚不计入); OK",
	isAuthorisationNeeded: false,
	columns: {
		veteran_type: column.code(clVet, "优抚类别", "Veteran type"),
		benefit_amount: column.money("年抚恤补助", "Benefit amount"),
		card_no: column.text(30, "优待证号", "Card no"),
		disability_grade: column.integer("残疾等级", "Disability grade"),
		start_year: column.integer("起始年度", "Start year"),
	},
});
