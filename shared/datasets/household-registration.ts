import {
	clHknat,
	clHukou,
	clNation,
	clRegion,
	clRel,
	clSex,
} from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** A01 户籍登记 */
export const householdRegistration = defineDataset({
	code: "A01",
	key: "household_registration",
	title: { zh: "户籍登记", en: "Household registration" },
	steward: { zh: "公安厅", en: "公安厅" },
	channel: "API+batch",
	cadence: "daily increment",
	freshDaysMax: 3,
	direction: "both",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17; TZ",
	isAuthorisationNeeded: false,
	groupColumn: "hukou_no",
	columns: {
		hukou_no: column.text(20, "户号", "Hukou no"),
		hukou_address: column.text(200, "户籍地址", "Hukou address"),
		hukou_region_code: column.code(
			clRegion,
			"户籍行政区划",
			"Hukou region code",
		),
		police_station: column.text(60, "派出所", "Police station"),
		gender: column.code(clSex, "性别", "Gender"),
		ethnicity: column.code(clNation, "民族", "Ethnicity"),
		birth_date: column.date("出生日期", "Birth date"),
		relation_to_head: column.code(clRel, "与户主关系", "Relation to head"),
		hukou_type: column.code(clHukou, "户别(家庭户/集体户)", "Hukou type"),
		hukou_nature: column.code(clHknat, "户籍性质", "Hukou nature"),
		move_in_date: column.date("迁入日期", "Move in date"),
	},
});
