import { clQresult } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** J01 银行存款/理财 */
export const bankDeposit = defineDataset({
	code: "J01",
	key: "bank_deposit",
	title: { zh: "银行存款/理财", en: "Bank deposit" },
	steward: {
		zh: "商业银行(经人行/金融监管/省核对中心)",
		en: "商业银行(经人行/金融监管/省核对中心)",
	},
	channel: "file query by authorisation",
	cadence: "per application + yearly",
	freshDaysMax: 400,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; 57-17; TZ(只返回是否超限)",
	isAuthorisationNeeded: true,
	columns: {
		query_date: column.date("查询基准日", "Query date"),
		bank_code: column.text(14, "银行代码", "Bank code"),
		account_count: column.integer("账户数", "Account count"),
		balance_total: column.money("余额合计(可选返回)", "Balance total"),
		over_personal_limit: column.boolean(
			"个人存款是否超限",
			"Over personal limit",
		),
		over_family_limit: column.boolean("家庭存款是否超限", "Over family limit"),
		large_txn_flag: column.boolean("近12月大额流水标识", "Large txn flag"),
		authorization_no: column.text(40, "授权书编号", "Authorization no"),
		result_flag: column.code(clQresult, "结果标识", "Result flag"),
	},
});
