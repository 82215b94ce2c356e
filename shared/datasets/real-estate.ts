import { clCoown, clHousenat, clLanduse, clRight } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** H01 不动产登记 */
export const realEstate = defineDataset({
	code: "H01",
	key: "real_estate",
	title: { zh: "不动产登记", en: "Real estate" },
	steward: { zh: "自然资源厅", en: "自然资源厅" },
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
		cert_no: column.text(40, "不动产权证号", "Cert no"),
		location: column.text(200, "房地坐落", "Location"),
		building_area: column.decimal("建筑面积", "Building area"),
		planned_use: column.code(clLanduse, "规划用途", "Planned use"),
		house_nature: column.code(clHousenat, "房屋性质", "House nature"),
		house_type: column.text(30, "房屋类型", "House type"),
		ownership_kind: column.code(clCoown, "共有方式", "Ownership kind"),
		share_ratio: column.text(10, "共有份额", "Share ratio"),
		register_date: column.date("登记时间", "Register date"),
		right_status: column.code(clRight, "权利状态", "Right status"),
		mortgage_flag: column.boolean("是否抵押", "Mortgage flag"),
		transfer_price: column.money("交易价", "Transfer price"),
	},
});
