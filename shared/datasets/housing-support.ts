import { clDanger, clHsup, clRegion } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** H03 公租房/租赁补贴/农村危房/易地搬迁住房 */
export const housingSupport = defineDataset({
	code: "H03",
	key: "housing_support",
	title: { zh: "公租房/租赁补贴/农村危房/易地搬迁住房", en: "Housing support" },
	steward: { zh: "住建厅、生态移民局", en: "住建厅、生态移民局" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-26; 22N(易地搬迁); 20Y",
	isAuthorisationNeeded: false,
	columns: {
		support_kind: column.code(clHsup, "保障类型", "Support kind"),
		address: column.text(200, "住址", "Address"),
		danger_level: column.code(clDanger, "房屋鉴定等级", "Danger level"),
		appraisal_date: column.date("鉴定日期", "Appraisal date"),
		subsidy_amount: column.money("补贴金额", "Subsidy amount"),
		move_in_date: column.date("搬入日期", "Move in date"),
		origin_region: column.code(clRegion, "迁出地", "Origin region"),
	},
});
