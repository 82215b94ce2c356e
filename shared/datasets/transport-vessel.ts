import { clTrans, clVehstat } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** K01 营运车辆/从业资格/船舶 */
export const transportVessel = defineDataset({
	code: "K01",
	key: "transport_vessel",
	title: { zh: "营运车辆/从业资格/船舶", en: "Transport vessel" },
	steward: { zh: "交通运输厅、海事、渔政", en: "交通运输厅、海事、渔政" },
	channel: "batch",
	cadence: "monthly",
	freshDaysMax: 45,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "L-41(车船管理); TZ(陆运从业资格)",
	isAuthorisationNeeded: false,
	columns: {
		asset_kind: column.code(clTrans, "类别", "Asset kind"),
		plate_or_ship_no: column.text(30, "车牌/船名船号", "Plate or ship no"),
		operating_license_no: column.text(
			30,
			"道路运输证号",
			"Operating license no",
		),
		owner_name: column.text(60, "所有人", "Owner name", {
			sensitivity: "identifying",
		}),
		tonnage: column.decimal("吨位", "Tonnage"),
		qualification_name: column.text(60, "从业资格名称", "Qualification name"),
		valid_until: column.date("有效期至", "Valid until"),
		status: column.code(clVehstat, "状态", "Status"),
	},
});
