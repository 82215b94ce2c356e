import { clCardstat, clDislvl, clDistype } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** E01 残疾人证 */
export const disabilityCard = defineDataset({
	code: "E01",
	key: "disability_card",
	title: { zh: "残疾人证", en: "Disability card" },
	steward: { zh: "残联", en: "残联" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; 57-8; TK-5; TZ",
	isAuthorisationNeeded: false,
	columns: {
		card_no: column.text(20, "残疾人证号(20位)", "Card no"),
		disability_type: column.code(clDistype, "残疾类别", "Disability type"),
		disability_level: column.code(clDislvl, "残疾等级", "Disability level"),
		multi_types: column.text(20, "多重残疾", "Multi types"),
		issue_date: column.date("发证日期", "Issue date"),
		recheck_date: column.date("复审日期", "Recheck date"),
		card_status: column.code(clCardstat, "证件状态", "Card status"),
		guardian_name: column.text(30, "监护人", "Guardian name", {
			sensitivity: "identifying",
		}),
	},
});
