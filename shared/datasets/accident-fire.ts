import { clAccident, clCasualty, clLiab } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** A05 交通事故/火灾 */
export const accidentFire = defineDataset({
	code: "A05",
	key: "accident_fire",
	title: { zh: "交通事故/火灾", en: "Accident fire" },
	steward: { zh: "公安交管、消防救援", en: "公安交管、消防救援" },
	channel: "batch",
	cadence: "weekly",
	freshDaysMax: 14,
	direction: "leak",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "18L(火灾、交通事故); OK",
	isAuthorisationNeeded: false,
	columns: {
		event_type: column.code(clAccident, "事件类型", "Event type"),
		event_date: column.date("发生日期", "Event date"),
		event_place: column.text(120, "发生地点", "Event place"),
		casualty_level: column.code(clCasualty, "伤亡程度", "Casualty level"),
		liability: column.code(clLiab, "责任认定", "Liability"),
		property_loss: column.money("财产损失金额", "Property loss"),
	},
});
