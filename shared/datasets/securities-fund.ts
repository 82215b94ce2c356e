import { clQresult } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** J02 证券/基金/新三板 */
export const securitiesFund = defineDataset({
	code: "J02",
	key: "securities_fund",
	title: { zh: "证券/基金/新三板", en: "Securities fund" },
	steward: { zh: "证监/中登", en: "证监/中登" },
	channel: "file query",
	cadence: "per application + yearly",
	freshDaysMax: 400,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41; TZ",
	isAuthorisationNeeded: true,
	columns: {
		query_date: column.date("查询日期", "Query date"),
		stock_value: column.money("股票总市值", "Stock value"),
		fund_value: column.money("持有基金总市值", "Fund value"),
		bond_value: column.money("债券总市值", "Bond value"),
		neeq_value: column.money("新三板估值", "Neeq value"),
		custodian: column.text(60, "托管商", "Custodian"),
		account_opened: column.boolean("是否开立", "Account opened"),
		result_flag: column.code(clQresult, "结果标识", "Result flag"),
	},
});
