import { clChild, clPlacement } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C04 孤儿/事实无人抚养/困境/留守儿童 */
export const childWelfare = defineDataset({
	code: "C04",
	key: "child_welfare",
	title: { zh: "孤儿/事实无人抚养/困境/留守儿童", en: "Child welfare" },
	steward: { zh: "民政(儿福)", en: "民政(儿福)" },
	channel: "internal",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "TK-9",
	isAuthorisationNeeded: false,
	columns: {
		child_type: column.code(clChild, "儿童类别", "Child type"),
		guardian_name: column.text(30, "监护人姓名", "Guardian name", {
			sensitivity: "identifying",
		}),
		guardian_id_no: column.identity("监护人证件", "Guardian id no", {
			sensitivity: "identifying",
		}),
		benefit_amount: column.money("月基本生活费", "Benefit amount"),
		start_month: column.month("起始年月", "Start month"),
		placement: column.code(clPlacement, "养育方式", "Placement"),
	},
});
