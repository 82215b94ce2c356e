import { clCasestat, clCourt } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** B02 司法救助/被执行 */
export const courtRecord = defineDataset({
	code: "B02",
	key: "court_record",
	title: { zh: "司法救助/被执行", en: "Court record" },
	steward: { zh: "法院", en: "法院" },
	channel: "API on request",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: false,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-36; TZ(司法信息); OK",
	isAuthorisationNeeded: false,
	columns: {
		record_type: column.code(clCourt, "记录类型", "Record type"),
		case_no: column.text(40, "案号", "Case no"),
		amount: column.money("金额", "Amount"),
		decision_date: column.date("裁定日期", "Decision date"),
		status: column.code(clCasestat, "状态", "Status"),
	},
});
