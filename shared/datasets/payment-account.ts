import { clQresult } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** J04 非银行支付机构余额/互联网金融资产 */
export const paymentAccount = defineDataset({
	code: "J04",
	key: "payment_account",
	title: { zh: "非银行支付机构余额/互联网金融资产", en: "Payment account" },
	steward: { zh: "非银行支付机构(经人行)", en: "非银行支付机构(经人行)" },
	channel: "file query",
	cadence: "per application",
	freshDaysMax: 400,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41 (new in 2026); 57-14",
	isAuthorisationNeeded: true,
	columns: {
		institution: column.text(60, "支付机构", "Institution"),
		query_date: column.date("查询基准日", "Query date"),
		balance_total: column.money("余额合计", "Balance total"),
		mmf_value: column.money("货币基金等理财", "Mmf value"),
		over_limit: column.boolean("是否超限", "Over limit"),
		result_flag: column.code(clQresult, "结果标识", "Result flag"),
	},
});
