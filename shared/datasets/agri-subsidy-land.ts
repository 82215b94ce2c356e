import { clAgrisub } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L02 惠农补贴/土地承包流转/集体分红 */
export const agriSubsidyLand = defineDataset({
	code: "L02",
	key: "agri_subsidy_land",
	title: { zh: "惠农补贴/土地承包流转/集体分红", en: "Agri subsidy land" },
	steward: { zh: "农业农村、财政", en: "农业农村、财政" },
	channel: "batch",
	cadence: "yearly",
	freshDaysMax: 400,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "required",
	retentionMonths: 25,
	legalBasis: "57-13; NC",
	isAuthorisationNeeded: false,
	columns: {
		subsidy_type: column.code(clAgrisub, "补贴项目", "Subsidy type"),
		area_mu: column.decimal("面积(亩)", "Area mu"),
		unit_price: column.money("标准", "Unit price"),
		amount: column.money("金额", "Amount"),
		year: column.integer("年度", "Year"),
		land_transfer_income: column.money("流转收入", "Land transfer income"),
		collective_dividend: column.money("集体分红", "Collective dividend"),
	},
});
