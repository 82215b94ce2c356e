/**
 * Invented names of the county's people: Han, Yi, Hui and Miao surnames as they occur in Weining, a few characters that old
 * systems cannot write, and the spellings in which departments write the same person differently.
 */
import type { Random } from './random.ts';

export type Nation = '01' | '03' | '06' | '07' | '09';

const surnames: Readonly<Record<Nation, string>> = {
  '01': '李王张陈杨赵刘周吴朱徐孙胡郭何高罗郑谢唐许邓韩冯曹彭曾肖田董潘蔡余叶程袁',
  '03': '马锁撒孔虎丁纳海哈张李桂赛保',
  '06': '杨王张韩朱李熊陶罗吴龙祝',
  '07': '禄安陇龙李杨罗卢陆苏文阿沙吉张',
  '09': '罗王韦陈岑班莫卢何蒙',
};
const nations: Readonly<Record<Nation, number>> = { '01': 74, '07': 11, '03': 9, '06': 5, '09': 1 };
const maleCharacters = '建国明军伟强勇平华文才志成林海山德贵福祥荣发云龙飞波涛俊杰浩宇鹏斌学礼永康光辉富顺元正';
const femaleCharacters = '秀英兰芳梅琴丽敏燕霞玲凤莲美珍香月云红艳婷雪琼菊仙翠会芬娟欣怡雨彩群巧朝花桂';
const rareCharacters = ['㛃', '𬱖', '龴', '鿍'];
const longNames = ['阿西·木呷', '吉克·阿依', '沙马·日洛', '阿卓·尔布', '买买提·撒力', '阿各·乌呷'];

export function nationOf(random: Random): Nation {
  return random.weighted(nations);
}

export function surnameOf(nation: Nation, random: Random): string {
  const list = surnames[nation];
  return list[random.int(0, list.length - 1)] as string;
}

/** A full name; children and siblings share the surname. */
export function nameOf(surname: string, isMale: boolean, nation: Nation, random: Random): string {
  const draw = random.next();
  if (nation === '07' && draw < 0.02) return random.pick(longNames);
  if (draw > 0.9985) return surname + random.pick(rareCharacters);
  const characters = isMale ? maleCharacters : femaleCharacters;
  const first = characters[random.int(0, characters.length - 1)] as string;
  if (draw < 0.22) return surname + first;
  return surname + first + characters[random.int(0, characters.length - 1)];
}

const traditional: Readonly<Record<string, string>> = {
  张: '張',
  陈: '陳',
  杨: '楊',
  赵: '趙',
  刘: '劉',
  吴: '吳',
  马: '馬',
  罗: '羅',
  龙: '龍',
  华: '華',
  丽: '麗',
  兰: '蘭',
  凤: '鳳',
  国: '國',
  云: '雲',
};

/** The same name as another department writes it. */
export function nameVariantOf(name: string, random: Random): string {
  const dot = name.indexOf('·');
  if (dot >= 0) return random.pick([name.replace('·', '.'), name.replace('·', '•'), name.replace('·', '')]);
  const draw = random.next();
  const found = [...name].find((character) => traditional[character] !== undefined);
  if (found !== undefined && draw < 0.5) return name.replace(found, traditional[found] as string);
  const rare = rareCharacters.find((character) => name.includes(character));
  if (rare !== undefined) return name.replace(rare, random.pick(['?', '洁', '顿']));
  return draw < 0.75 ? [...name].join(' ') : `${name} `;
}
