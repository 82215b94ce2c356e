import { clMedins } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** D03 医保结算(高额自付) */
export const medicalSettlement = defineDataset({
	code: "D03",
	key: "medical_settlement",
	title: { zh: "医保结算(高额自付)", en: "Medical settlement" },
	steward: { zh: "医保局", en: "医保局" },
	channel: "batch; threshold push",
	cadence: "weekly/monthly",
	freshDaysMax: 14,
	direction: "leak",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; P2; P3; TZ(高额医疗费); GX-5",
	isAuthorisationNeeded: false,
	columns: {
		insurance_type: column.code(clMedins, "参保类型", "Insurance type"),
		hospital_name: column.text(60, "医院名称", "Hospital name"),
		admit_date: column.date("入院时间", "Admit date"),
		discharge_date: column.date("出院时间", "Discharge date"),
		settle_date: column.date("结算日期", "Settle date"),
		total_cost: column.money("总费用", "Total cost"),
		pool_paid: column.money("统筹支付", "Pool paid"),
		serious_illness_paid: column.money("大病保险支付", "Serious illness paid"),
		medical_aid_paid: column.money("医疗救助支付", "Medical aid paid"),
		account_paid: column.money("个人账户", "Account paid"),
		self_paid: column.money("个人现金自付", "Self paid"),
		class_c_cost: column.money("丙类(目录外)费用", "Class c cost"),
		cross_region: column.boolean("是否异地就医", "Cross region"),
	},
});
