import { clCover, clWorker } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L06 困难职工 */
export const distressedWorker = defineDataset({
	code: "L06",
	key: "distressed_worker",
	title: { zh: "困难职工", en: "Distressed worker" },
	steward: { zh: "总工会", en: "总工会" },
	channel: "batch",
	cadence: "quarterly",
	freshDaysMax: 120,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "TZ; TZ2; P24",
	isAuthorisationNeeded: false,
	columns: {
		worker_category: column.code(clWorker, "困难类别", "Worker category"),
		reason: column.text(60, "救助原因", "Reason"),
		file_status: column.code(clCover, "建档状态", "File status"),
		aid_amount: column.money("帮扶金额", "Aid amount"),
		file_date: column.date("建档日期", "File date"),
	},
});
