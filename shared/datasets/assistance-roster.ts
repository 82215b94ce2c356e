import { clAssist, clCover, clRegion } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** C03 社会救助在册(含跨市跨省) */
export const assistanceRoster = defineDataset({
	code: "C03",
	key: "assistance_roster",
	title: { zh: "社会救助在册(含跨市跨省)", en: "Assistance roster" },
	steward: { zh: "民政(救助)/部平台", en: "民政(救助)/部平台" },
	channel: "internal + 部核对",
	cadence: "daily; cross-province quarterly",
	freshDaysMax: 3,
	direction: "error",
	isCore: true,
	modes: ["snapshot", "delta"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "R(重复); 22N(异地协同核对); TZ2",
	isAuthorisationNeeded: false,
	columns: {
		assist_type: column.code(clAssist, "救助类别", "Assist type"),
		household_no: column.text(30, "救助家庭编号", "Household no"),
		guarantee_start: column.month("保障起始年月", "Guarantee start"),
		guarantee_end: column.month("终止年月", "Guarantee end"),
		monthly_amount: column.money("月保障金", "Monthly amount"),
		member_count: column.integer("保障人数", "Member count"),
		region_code: column.code(clRegion, "受理地区划", "Region code"),
		status: column.code(clCover, "在保状态", "Status"),
	},
});
