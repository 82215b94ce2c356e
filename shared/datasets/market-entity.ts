import { clEntstat, clEnttype, clRole } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** I01 市场主体登记(法人/股东/高管/个体/合作社) */
export const marketEntity = defineDataset({
	code: "I01",
	key: "market_entity",
	title: {
		zh: "市场主体登记(法人/股东/高管/个体/合作社)",
		en: "Market entity",
	},
	steward: { zh: "市场监管局", en: "市场监管局" },
	channel: "API+batch",
	cadence: "daily increment",
	freshDaysMax: 3,
	direction: "error",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17; TZ",
	isAuthorisationNeeded: false,
	columns: {
		uscc: column.text(18, "统一社会信用代码", "Uscc"),
		entity_name: column.text(100, "企业名称", "Entity name"),
		entity_type: column.code(clEnttype, "市场主体类型", "Entity type"),
		role: column.code(clRole, "任职角色", "Role"),
		subscribed_capital: column.money("认缴出资额", "Subscribed capital"),
		paid_capital: column.money("实缴出资额", "Paid capital"),
		establish_date: column.date("成立日期", "Establish date"),
		business_scope: column.text(500, "经营范围", "Business scope"),
		status: column.code(clEntstat, "登记状态", "Status"),
		cancel_date: column.date("注销日期", "Cancel date"),
		abnormal_list: column.boolean("是否经营异常", "Abnormal list"),
	},
});
