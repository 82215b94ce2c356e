import { clDisaster, clHdamage } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L03 自然灾害受灾/冬春救助 */
export const disaster = defineDataset({
  code: 'L03',
  key: 'disaster',
  title: { zh: '自然灾害受灾/冬春救助', en: 'Disaster victims and winter-spring relief' },
  steward: { zh: '省应急管理厅', en: 'Provincial Emergency Management Department' },
  channel: { zh: '批量交换；事件推送', en: 'batch exchange; push of events' },
  cadence: { zh: '事件触发', en: 'when an event happens' },
  freshDaysMax: 400,
  direction: 'leak',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十八条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 28; Notice on Social Assistance as the Last Net (2022); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    disaster_type: column.code(clDisaster, '灾种', 'Disaster', {
      sensitivity: 'personal',
      aliases: ['灾害种类', '灾害类型'],
    }),
    disaster_date: column.date('受灾日期', 'Struck on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['受灾时间'],
    }),
    house_damage: column.code(clHdamage, '房屋损毁程度', 'Damage to the house', {
      sensitivity: 'personal',
      aliases: ['房屋受损程度'],
    }),
    rooms_damaged: column.integer('受损间数', 'Rooms damaged', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 999,
      aliases: ['受损房屋间数'],
    }),
    crop_loss_mu: column.decimal('农作物受灾面积', 'Crops lost (mu)', {
      sensitivity: 'personal',
      aliases: ['作物受灾面积'],
    }),
    economic_loss: column.money('直接经济损失', 'Direct economic loss', {
      sensitivity: 'personal',
      aliases: ['经济损失'],
    }),
    transition_aid: column.boolean('是否过渡期救助', 'In transitional assistance', {
      sensitivity: 'personal',
      aliases: ['过渡期救助'],
    }),
  },
});
