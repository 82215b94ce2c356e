import { clChan, clDemand, clRegion } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L09 12345/救助热线/信访诉求 */
export const hotlinePetition = defineDataset({
	code: "L09",
	key: "hotline_petition",
	title: { zh: "12345/救助热线/信访诉求", en: "Hotline petition" },
	steward: { zh: "政务热线、信访", en: "政务热线、信访" },
	channel: "API push",
	cadence: "daily",
	freshDaysMax: 3,
	direction: "leak",
	isCore: false,
	modes: ["delta", "snapshot"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "L-60; 20Y(12349)",
	isAuthorisationNeeded: false,
	columns: {
		ticket_no: column.text(30, "工单号", "Ticket no"),
		channel: column.code(clChan, "渠道", "Channel"),
		demand_type: column.code(clDemand, "诉求类型", "Demand type"),
		region_code: column.code(clRegion, "诉求地", "Region code"),
		received_at: column.instant("受理时间", "Received at"),
		summary: column.text(500, "摘要", "Summary"),
		anonymous: column.boolean("是否匿名", "Anonymous"),
	},
});
