import { clExitpurp, clTraveldoc } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** A03 出入境记录 */
export const exitEntry = defineDataset({
	code: "A03",
	key: "exit_entry",
	title: { zh: "出入境记录", en: "Exit entry" },
	steward: { zh: "移民管理/公安出入境", en: "移民管理/公安出入境" },
	channel: "API on request",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: false,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-17(出国旅游/留学 as auxiliary); OK",
	isAuthorisationNeeded: true,
	columns: {
		doc_type: column.code(clTraveldoc, "证件类型", "Doc type"),
		exit_date: column.date("出境日期", "Exit date"),
		entry_date: column.date("入境日期", "Entry date"),
		destination: column.text(40, "前往国家/地区", "Destination"),
		purpose: column.code(clExitpurp, "出境事由", "Purpose"),
		days_abroad: column.integer("境外天数", "Days abroad"),
	},
});
