/**
 * Regions of Guizhou as a tree with history: province, prefecture, county, township, and the villages of Weining. Ancestry is
 * resolved through the table on a day, never by the prefix of a code alone: an ended code leads to its successor, a code that did
 * not exist yet to its predecessor. An unknown village resolves to its township; what is not in the table is undefined.
 */
import { addDays, type CalendarDate } from './dates.ts';
import { type RegionChange, regionChanges } from './region-history.ts';
import { countyText, provinceText } from './region-table.ts';
import { townshipText } from './township-table.ts';
import { villageText } from './village-table.ts';

export type RegionLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village';

export interface Region {
  /** 6 digits down to the county, 12 below. */
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parent: string | undefined;
  readonly validFrom: CalendarDate | undefined;
  /** Last day of the code. */
  readonly validTo: CalendarDate | undefined;
  readonly successor: string | undefined;
}

const provinceCode = '520000';
/** The province as policies write it. */
const provincePrefix = '52';

const regions = new Map<string, Region>();
const children = new Map<string, Region[]>();
const changeTo = new Map(regionChanges.map((change) => [change.successor, change]));
const changeFrom = new Map(regionChanges.map((change) => [change.code, change]));

/** The region that bears the code, whatever the day; an unknown village gives its township. */
export function regionOf(code: string): Region | undefined {
  const full = fullCodeOf(code);
  return regions.get(full) ?? (isVillageCode(full) ? regions.get(`${full.slice(0, 9)}000`) : undefined);
}

/** Codes from the region up: village, township, county, prefecture, province `520000`, `52`; undefined when unknown. */
export function regionPathOf(code: string, on?: CalendarDate): readonly string[] | undefined {
  const path: string[] = [];
  let region = regionOf(codeOnDay(fullCodeOf(code), on));
  if (!region) return undefined;
  while (region) {
    path.push(region.code);
    region = region.parent === undefined ? undefined : regions.get(codeOnDay(region.parent, on));
  }
  path.push(provincePrefix);
  return path;
}

/** Whether a region lies in another, or is it; false when either is unknown. */
export function isWithin(code: string, ancestor: string, on?: CalendarDate): boolean {
  const wanted = ancestor === provincePrefix ? provincePrefix : codeOnDay(fullCodeOf(ancestor), on);
  return regionPathOf(code, on)?.includes(wanted) ?? false;
}

/** The regions directly below, in order of code; of the codes valid on the day, or today's without one. */
export function childrenOf(code: string, on?: CalendarDate): readonly Region[] {
  return (children.get(codeOnDay(fullCodeOf(code), on)) ?? []).filter((region) => isValidOn(region, on));
}

/** The township of a township or village code on a day; undefined above townships and for unknown codes. */
export function townshipOf(code: string, on?: CalendarDate): Region | undefined {
  const region = regionOf(codeOnDay(fullCodeOf(code), on));
  if (region?.level === 'village') return regionOf(region.parent ?? '');
  return region?.level === 'township' ? region : undefined;
}

/** Whether the code was in use on the day; without a day, whether it still is. */
export function isValidOn(region: Region, on?: CalendarDate): boolean {
  if (on === undefined) return region.validTo === undefined;
  return (region.validFrom ?? on) <= on && on <= (region.validTo ?? on);
}

/** `52` and 9-digit township codes in the form of the table. */
function fullCodeOf(code: string): string {
  if (code === provincePrefix) return provinceCode;
  return code.length === 9 ? `${code}000` : code;
}

/** The code that names the same area on the day: a successor after a change, a predecessor before it. */
function codeOnDay(code: string, on: CalendarDate | undefined): string {
  const county = code.slice(0, 6);
  const ended = changeFrom.get(county);
  if (ended && (on === undefined || on >= ended.changedOn)) return codeOnDay(ended.successor + code.slice(6), on);
  const began = changeTo.get(county);
  if (began && on !== undefined && on < began.changedOn) return codeOnDay(began.code + code.slice(6), on);
  return code;
}

function isVillageCode(code: string): boolean {
  return code.length === 12 && !code.endsWith('000');
}

function add(code: string, name: string, level: RegionLevel, parent: string | undefined): void {
  const began = changeTo.get(code.slice(0, 6));
  const ended = changeFrom.get(code.slice(0, 6));
  const region: Region = {
    code,
    name,
    level,
    parent,
    validFrom: began?.changedOn,
    validTo: ended && addDays(ended.changedOn, -1),
    successor: ended && ended.successor + code.slice(6),
  };
  regions.set(code, region);
  if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), region]);
}

function linesOf(text: string): readonly { head: string; items: readonly string[] }[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(':');
      return { head: line.slice(0, at), items: line.slice(at + 1).split(',') };
    });
}

function load(): void {
  add(provinceCode, provinceText.slice(6), 'province', undefined);
  for (const { head, items } of linesOf(countyText)) {
    const prefecture = head.slice(0, 6);
    add(prefecture, head.slice(6), 'prefecture', provinceCode);
    for (const item of items) add(item.slice(0, 6), item.slice(6), 'county', prefecture);
  }
  for (const { head, items } of linesOf(townshipText)) {
    for (const item of items) add(`${head}${item.slice(0, 3)}000`, item.slice(3), 'township', head);
  }
  for (const { head, items } of linesOf(villageText)) {
    for (const item of items) add(head + item.slice(0, 3), item.slice(3), 'village', `${head}000`);
  }
  for (const change of regionChanges) addEnded(change);
}

/** The ended code and, under it, what is now under its successor. */
function addEnded(change: RegionChange): void {
  const parent = regions.get(change.successor)?.parent;
  add(change.code, change.name, 'county', parent);
  for (const region of children.get(change.successor) ?? []) {
    add(change.code + region.code.slice(6), region.name, region.level, change.code);
  }
}

load();
