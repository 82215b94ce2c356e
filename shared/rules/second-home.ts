/**
 * Several homes, or much more space than is usual. A home counts when the household holds a real part of it; an inherited fraction
 * does not. An only self-built or resettlement home never counts, however large; a self-built house beside a resettlement home and
 * a dangerous house only signal, because the old house is often still on the register.
 */
import { housingSupport } from '../datasets/housing-support.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { divideRounded } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { type Draft, defineRule, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';
import type { OwnedEstate } from './owned-estates.ts';

interface SecondHomeParameters {
  readonly homesMax: number;
  /** Below this part of a home, in percent, a share does not count. */
  readonly shareMinPercent: number;
  /** Local average living space per person, in hundredths of a square metre. */
  readonly averageAreaHundredths: number;
  /** AREA_MULT in percent of the average. */
  readonly areaPercentMax: number;
}

const value: SecondHomeParameters = {
  homesMax: 1,
  shareMinPercent: 34,
  averageAreaHundredths: 4_200,
  areaPercentMax: 200,
};
const selfBuilt = '4';
const resettlement = '5';

export const secondHome = defineRule<SecondHomeParameters>({
  id: 'second-home',
  code: 'E-HOU-01',
  title: { zh: '家庭有多套住房或人均面积偏大', en: 'Several homes, or far more space than usual' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(realEstate, (estate) => estate.right_status !== '2' && estate.planned_use === '1')],
  basis: [law.recognition(14), law.recognition(17), law.socialAssistanceAct(23)],
  innocentIf: [
    { zh: '继承所得或共有份额很小', en: 'inherited, or only a small share' },
    {
      zh: '自建房与安置房并存，旧房待拆',
      en: 'a self-built house beside a resettlement home; the old one is to be removed',
    },
    { zh: '旧房为危房，无法居住', en: 'the old house is dangerous and not lived in' },
    { zh: '房屋已出售、拆除但登记未更新', en: 'sold or demolished, the register not updated' },
    { zh: '子女居住或代亲属持有', en: 'lived in by children or held for relatives' },
  ],
  because: {
    zh: '家庭成员名下登记住房 {homes} 套，合计约 {areaSquareMetres} 平方米，与申报信息不一致，待核实',
    en: '{homes} home(s) of about {areaSquareMetres} m² in all are registered to the household, unlike its declaration; to be verified',
  },
  parameters: [
    { from: '2020-01-01', value, source: 'HOUSE_COUNT, AREA_MULT: default [OK]' },
    {
      from: '2020-01-01',
      region: '520100',
      value: { ...value, averageAreaHundredths: 3_600 },
      source: 'smaller urban average of Guiyang: default [OK]',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const ledger = assetsLedgerOf(subject, context.asOf);
    const counted = ledger.homes.filter((home) => (home.sharePercent ?? 100) >= parameters.shareMinPercent);
    const areaHundredths = ledger.homeAreaHundredths ?? 0;
    const perCapita = divideRounded(areaHundredths, Math.max(1, subject.countedMembers.length));
    const isOnlyNecessary = counted.length <= 1 && counted.every((home) => isNecessity(home));
    const isLarge = !isOnlyNecessary && perCapita * 100 > parameters.averageAreaHundredths * parameters.areaPercentMax;
    if (counted.length <= parameters.homesMax && !isLarge) return [];
    const isSeveral = counted.length > parameters.homesMax;
    const draft: Draft = {
      key: evidenceKey(isSeveral ? 'homes' : 'home-area', ...counted.map((home) => home.key).sort()),
      level: isSeveral ? 'orange' : 'yellow',
      strength: warningUnless(!isSeveral || isDoubtful(subject, counted, parameters)),
      evidence: evidence(counted.flatMap((home) => home.facts)),
      measures: {
        homes: counted.length,
        areaSquareMetres: divideRounded(areaHundredths, 100),
        perCapitaSquareMetres: divideRounded(perCapita, 100),
      },
      factOn: context.asOf,
    };
    return [draft];
  },
  examples: [
    example('two flats in the household’s own name are raised', [flat('a', '1'), flat('b', '1')], 'warning'),
    example('an inherited quarter of a second flat is not raised', [
      flat('a', '1'),
      { ...flat('b', '1'), ownership_kind: '3', share_ratio: '1/4' },
    ]),
    example(
      'the same certificate held by two spouses is one home',
      [{ ...flat('a', '1'), ownership_kind: '2' }],
      undefined,
      [{ ...flat('a', '1'), ownership_kind: '2' }],
    ),
    example('a self-built house beside a resettlement home is a signal', [flat('a', '4'), flat('b', '5')], 'signal'),
    example('an only self-built house of 300 square metres is not raised', [
      { ...flat('a', '4'), building_area: 30_000 },
    ]),
    example('a single flat at exactly twice the average is not raised', [{ ...flat('a', '1'), building_area: 16_800 }]),
    example(
      'a single flat just above twice the average is a signal',
      [{ ...flat('a', '1'), building_area: 16_804 }],
      'signal',
    ),
    example('a historic registration is no home', [flat('a', '1'), { ...flat('b', '1'), right_status: '2' }]),
  ],
});

function isNecessity(home: OwnedEstate): boolean {
  return home.natureCode === selfBuilt || home.natureCode === resettlement;
}

function isDoubtful(subject: Subject, homes: readonly OwnedEstate[], parameters: SecondHomeParameters): boolean {
  if (homes.length > parameters.homesMax + 1) return homes.every(isNecessity);
  const isOldBesideNew =
    homes.some(isNecessity) && homes.every((home) => isNecessity(home) || home.natureCode === undefined);
  const isDangerous = subject
    .facts(housingSupport)
    .some(({ row: support }) => support.danger_level === 'C' || support.danger_level === 'D');
  const isShareUnknown = homes.some((home) => home.sharePercent === undefined);
  const isOtherName = homes.some((home) => home.facts.every((fact) => fact.isNameMatch === false));
  return isOldBesideNew || isDangerous || isShareUnknown || isOtherName;
}

type EstateValues = Parameters<typeof row<typeof realEstate>>[1];

function flat(certificate: string, nature: string): EstateValues {
  return {
    cert_no: certificate,
    building_area: 8_000,
    planned_use: '1',
    house_nature: nature,
    ownership_kind: '1',
    right_status: '1',
  };
}

function example(
  claim: string,
  head: readonly EstateValues[],
  strength?: 'warning' | 'signal',
  spouse: readonly EstateValues[] = [],
) {
  const rowsOf = (values: readonly EstateValues[]) => values.map((each) => row(realEstate, each));
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [
        { person: 'head', rows: rowsOf(head) },
        { person: 'spouse', rows: rowsOf(spouse) },
      ],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
