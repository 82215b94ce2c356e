import { clMach, clVehstat } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** K02 农机登记与购置补贴 */
export const agriMachinery = defineDataset({
	code: "K02",
	key: "agri_machinery",
	title: { zh: "农机登记与购置补贴", en: "Agri machinery" },
	steward: { zh: "农业农村厅", en: "农业农村厅" },
	channel: "batch",
	cadence: "quarterly",
	freshDaysMax: 120,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "NC(农机); OK",
	isAuthorisationNeeded: false,
	columns: {
		machine_type: column.code(clMach, "机具类型", "Machine type"),
		plate_no: column.text(20, "号牌", "Plate no"),
		purchase_date: column.date("购置日期", "Purchase date"),
		sale_price: column.money("销售价", "Sale price"),
		subsidy_amount: column.money("补贴额", "Subsidy amount"),
		subsidy_year: column.integer("补贴年度", "Subsidy year"),
		status: column.code(clVehstat, "状态", "Status"),
	},
});
