import { clStuaid } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** G02 学生资助/高校录取/助学贷款 */
export const studentAid = defineDataset({
	code: "G02",
	key: "student_aid",
	title: { zh: "学生资助/高校录取/助学贷款", en: "Student aid" },
	steward: { zh: "教育厅(资助中心)", en: "教育厅(资助中心)" },
	channel: "batch",
	cadence: "per term",
	freshDaysMax: 200,
	direction: "leak",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "TZ(高考信息); GX-5; L-25",
	isAuthorisationNeeded: false,
	columns: {
		aid_kind: column.code(clStuaid, "资助类型", "Aid kind"),
		academic_year: column.text(9, "学年", "Academic year"),
		amount: column.money("金额", "Amount"),
		admission_school: column.text(100, "录取院校", "Admission school"),
		admission_batch: column.text(30, "录取批次", "Admission batch"),
		loan_balance: column.money("助学贷款余额", "Loan balance"),
	},
});
