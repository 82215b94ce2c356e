import { clEntstat, clSorg } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C06 社会组织负责人/法人 */
export const socialOrg = defineDataset({
	code: "C06",
	key: "social_org",
	title: { zh: "社会组织负责人/法人", en: "Social org" },
	steward: { zh: "民政(社组)", en: "民政(社组)" },
	channel: "internal",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: false,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "TZ; SH-35",
	isAuthorisationNeeded: false,
	columns: {
		org_name: column.text(100, "组织名称", "Org name"),
		uscc: column.text(18, "统一社会信用代码", "Uscc"),
		org_type: column.code(clSorg, "组织类型", "Org type"),
		position: column.text(30, "职务", "Position"),
		registered_fund: column.money("开办资金", "Registered fund"),
		register_org: column.text(60, "登记管理机关", "Register org"),
		status: column.code(clEntstat, "状态", "Status"),
	},
});
