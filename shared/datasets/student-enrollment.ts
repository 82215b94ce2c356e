import { clSchool, clStage, clStustat } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** G01 学籍 */
export const studentEnrollment = defineDataset({
	code: "G01",
	key: "student_enrollment",
	title: { zh: "学籍", en: "Student enrollment" },
	steward: { zh: "教育厅", en: "教育厅" },
	channel: "batch",
	cadence: "per term + monthly delta",
	freshDaysMax: 200,
	direction: "both",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-7; 57-17(高收费学校); NC(毕业停保)",
	isAuthorisationNeeded: false,
	columns: {
		school_name: column.text(100, "学校名称", "School name"),
		school_kind: column.code(clSchool, "办学性质", "School kind"),
		edu_stage: column.code(clStage, "学段", "Edu stage"),
		grade: column.text(20, "年级", "Grade"),
		enroll_date: column.date("入学日期", "Enroll date"),
		expected_graduation: column.month("预计毕业", "Expected graduation"),
		status: column.code(clStustat, "学籍状态", "Status"),
		boarding: column.boolean("是否住宿", "Boarding"),
		tuition_fee: column.money("学费标准", "Tuition fee"),
	},
});
