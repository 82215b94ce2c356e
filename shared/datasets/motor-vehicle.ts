import {
	clEnergy,
	clPlate,
	clVehstat,
	clVehtype,
	clVehuse,
} from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** A04 机动车登记 */
export const motorVehicle = defineDataset({
	code: "A04",
	key: "motor_vehicle",
	title: { zh: "机动车登记", en: "Motor vehicle" },
	steward: { zh: "公安交管", en: "公安交管" },
	channel: "API+batch",
	cadence: "daily increment",
	freshDaysMax: 3,
	direction: "error",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "R; L-41; TZ",
	isAuthorisationNeeded: false,
	columns: {
		plate_no: column.text(15, "号牌号码", "Plate no"),
		plate_kind: column.code(clPlate, "号牌种类", "Plate kind"),
		brand_cn: column.text(40, "中文品牌", "Brand cn"),
		model: column.text(40, "车辆型号", "Model"),
		vehicle_type: column.code(clVehtype, "车辆类型", "Vehicle type"),
		first_reg_date: column.date("初次登记日期", "First reg date"),
		use_nature: column.code(clVehuse, "使用性质", "Use nature"),
		vehicle_status: column.code(clVehstat, "机动车状态", "Vehicle status"),
		displacement_ml: column.integer("排量", "Displacement ml"),
		energy_kind: column.code(clEnergy, "能源种类", "Energy kind"),
		invoice_amount: column.money("购车发票价(税务补)", "Invoice amount"),
		scrap_due_date: column.date("强制报废期止", "Scrap due date"),
	},
});
