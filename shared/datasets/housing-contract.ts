import { clContract } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** H02 商品房网签备案 */
export const housingContract = defineDataset({
	code: "H02",
	key: "housing_contract",
	title: { zh: "商品房网签备案", en: "Housing contract" },
	steward: { zh: "住建厅", en: "住建厅" },
	channel: "batch",
	cadence: "weekly",
	freshDaysMax: 14,
	direction: "error",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "OK; P43",
	isAuthorisationNeeded: false,
	columns: {
		contract_no: column.text(40, "合同编号", "Contract no"),
		project_name: column.text(60, "楼盘", "Project name"),
		room_no: column.text(30, "房号", "Room no"),
		building_area: column.decimal("建筑面积", "Building area"),
		total_price: column.money("合同总价", "Total price"),
		sign_date: column.date("网签日期", "Sign date"),
		record_status: column.code(clContract, "备案状态", "Record status"),
		buyer_ratio: column.text(10, "购房人份额", "Buyer ratio"),
	},
});
