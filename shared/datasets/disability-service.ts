import { clDisserv } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** E02 残疾康复/辅具/机动车燃油补贴 */
export const disabilityService = defineDataset({
	code: "E02",
	key: "disability_service",
	title: { zh: "残疾康复/辅具/机动车燃油补贴", en: "Disability service" },
	steward: { zh: "残联", en: "残联" },
	channel: "batch",
	cadence: "quarterly",
	freshDaysMax: 120,
	direction: "both",
	isCore: false,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "GX-5; OK",
	isAuthorisationNeeded: false,
	columns: {
		service_type: column.code(clDisserv, "服务类型", "Service type"),
		provider: column.text(60, "定点机构", "Provider"),
		self_paid: column.money("个人负担", "Self paid"),
		subsidy_amount: column.money("补贴金额", "Subsidy amount"),
		service_date: column.date("服务日期", "Service date"),
	},
});
