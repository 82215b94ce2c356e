import { clDisaster, clHdamage } from "./code-lists.ts";
import { column, defineDataset } from "./define.ts";

/** L03 自然灾害受灾/冬春救助 */
export const disaster = defineDataset({
	code: "L03",
	key: "disaster",
	title: { zh: "自然灾害受灾/冬春救助", en: "Disaster" },
	steward: { zh: "应急厅", en: "应急厅" },
	channel: "batch; event push",
	cadence: "event-driven",
	freshDaysMax: 400,
	direction: "leak",
	isCore: true,
	modes: ["delta", "snapshot"],
	manifest: "optional",
	retentionMonths: 25,
	legalBasis: "R; L-28; 22N",
	isAuthorisationNeeded: false,
	columns: {
		disaster_type: column.code(clDisaster, "灾种", "Disaster type"),
		disaster_date: column.date("受灾日期", "Disaster date"),
		house_damage: column.code(clHdamage, "房屋损毁程度", "House damage"),
		rooms_damaged: column.integer("受损间数", "Rooms damaged"),
		crop_loss_mu: column.decimal("农作物受灾面积", "Crop loss mu"),
		economic_loss: column.money("直接经济损失", "Economic loss"),
		transition_aid: column.boolean("是否过渡期救助", "Transition aid"),
	},
});
