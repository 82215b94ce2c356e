import { clCustody } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** B01 服刑/强制隔离戒毒/羁押 */
export const custody = defineDataset({
	code: "B01",
	key: "custody",
	title: { zh: "服刑/强制隔离戒毒/羁押", en: "Custody" },
	steward: { zh: "司法厅(监狱、戒毒)、公安", en: "司法厅(监狱、戒毒)、公安" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-7; TK-24; TZ(司法信息)",
	isAuthorisationNeeded: false,
	columns: {
		custody_type: column.code(clCustody, "羁押类型", "Custody type"),
		custody_start: column.date("起始日期", "Custody start"),
		custody_end_planned: column.date("刑期届满日", "Custody end planned"),
		release_date: column.date("释放日期", "Release date"),
		facility: column.text(60, "监所", "Facility"),
		community_correction: column.boolean(
			"是否社区矫正",
			"Community correction",
		),
	},
});
