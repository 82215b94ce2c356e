import { clMonitor, clRisk } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L01 防止返贫监测对象/脱贫人口 */
export const ruralMonitoring = defineDataset({
	code: "L01",
	key: "rural_monitoring",
	title: { zh: "防止返贫监测对象/脱贫人口", en: "Rural monitoring" },
	steward: { zh: "农业农村(乡村振兴)", en: "农业农村(乡村振兴)" },
	channel: "batch",
	cadence: "monthly; joint compare quarterly/half-yearly",
	freshDaysMax: 45,
	direction: "leak",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; 22N",
	isAuthorisationNeeded: false,
	columns: {
		monitor_type: column.code(clMonitor, "监测对象类别", "Monitor type"),
		monitor_year: column.integer("识别年度", "Monitor year"),
		risk_types: column.code(clRisk, "返贫致贫风险", "Risk types"),
		risk_eliminated: column.boolean("风险是否消除", "Risk eliminated"),
		household_no: column.text(30, "户编号", "Household no"),
		per_capita_income: column.money("人均纯收入", "Per capita income"),
		labor_count: column.integer("劳动力人数", "Labor count"),
		eliminated_date: column.date("风险消除日期", "Eliminated date"),
	},
});
