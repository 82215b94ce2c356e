import { clEmpform, clRegion } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** F04 就业登记/务工/公益岗 */
export const employment = defineDataset({
	code: "F04",
	key: "employment",
	title: { zh: "就业登记/务工/公益岗", en: "Employment" },
	steward: { zh: "人社厅", en: "人社厅" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-33,34; L-27; TZ",
	isAuthorisationNeeded: false,
	columns: {
		employ_form: column.code(clEmpform, "就业形式", "Employ form"),
		employer_name: column.text(100, "单位名称", "Employer name"),
		employ_date: column.date("就业日期", "Employ date"),
		work_region: column.code(clRegion, "务工地", "Work region"),
		wage_declared: column.money("工资(登记)", "Wage declared"),
		is_public_post: column.boolean("是否公益性岗位", "Is public post"),
		refuse_count: column.integer("拒绝介绍就业次数", "Refuse count"),
	},
});
