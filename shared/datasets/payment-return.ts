import { clBankret, clPayres } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L08 一卡通代发与回盘 */
export const paymentReturn = defineDataset({
	code: "L08",
	key: "payment_return",
	title: { zh: "一卡通代发与回盘", en: "Payment return" },
	steward: { zh: "财政、代理金融机构", en: "财政、代理金融机构" },
	channel: "file",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "funds",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; P28; P29",
	isAuthorisationNeeded: false,
	columns: {
		batch_no: column.text(30, "发放批次号", "Batch no"),
		item_code: column.text(10, "补贴项目代码", "Item code"),
		account_name: column.text(30, "户名", "Account name", {
			sensitivity: "identifying",
		}),
		account_no: column.text(30, "账号", "Account no", {
			sensitivity: "identifying",
		}),
		amount: column.money("应发金额", "Amount"),
		paid_amount: column.money("实发金额", "Paid amount"),
		result: column.code(clPayres, "发放结果", "Result"),
		return_code: column.code(clBankret, "退回原因", "Return code"),
		paid_time: column.instant("到账时间", "Paid time"),
		bank_serial: column.text(40, "银行流水号", "Bank serial"),
	},
});
