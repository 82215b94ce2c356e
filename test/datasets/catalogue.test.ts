import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, datasetOf } from '../../shared/datasets/catalogue.ts';
import type { CodeList } from '../../shared/datasets/code-lists.ts';
import * as codeLists from '../../shared/datasets/code-lists.ts';
import type { Column, DatasetDefinition } from '../../shared/datasets/define.ts';
import { ambiguousHeadersOf } from '../../shared/datasets/headers.ts';
import { protectedColumns } from '../../shared/rules/define.ts';

const datasets: readonly DatasetDefinition[] = catalogue;
const domainFile = (name: string) => readFileSync(new URL(`../../docs/domain/${name}`, import.meta.url), 'utf8');
/** The domain tables quote fields only around commas. */
const rowsOf = (text: string) =>
  text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? ''));

const specified = rowsOf(domainFile('data-classes.csv')).map((fields) => ({
  code: fields[0] as string,
  key: fields[1] as string,
  title: fields[2] as string,
  direction: fields[6] as string,
  core: fields[7] as string,
  column: fields[8] as string,
  label: fields[9] as string,
  type: fields[10] as string,
  list: fields[11] as string,
}));
/** `dec` columns that are quantities or rates and not yuan. */
const quantities = [
  'real_estate.building_area',
  'housing_contract.building_area',
  'housing_fund.personal_rate',
  'housing_fund.unit_rate',
  'transport_vessel.tonnage',
  'agri_subsidy_land.area_mu',
  'disaster.crop_loss_mu',
  'utilities.usage',
];
const kindOf: Readonly<Record<string, Column['kind']>> = {
  d: 'date',
  ym: 'month',
  dt: 'instant',
  i: 'integer',
  b: 'boolean',
  c: 'code',
  id: 'identity',
};
const allColumns = datasets.flatMap((dataset) =>
  Object.entries(dataset.columns).map(([name, column]) => ({ path: `${dataset.key}.${name}`, name, column, dataset })),
);
const han = /\p{Script=Han}/u;

describe('the catalogue', () => {
  it('holds the 46 classes of the domain table, 40 of them core, in its order', () => {
    const classes = [...new Map(specified.map((row) => [row.code, row])).values()];
    expect(classes).toHaveLength(46);
    expect(datasets.map(({ code, key, direction, isCore, title }) => [code, key, direction, isCore, title.zh])).toEqual(
      classes.map(({ code, key, direction, core, title }) => [code, key, direction, core === 'Y', title]),
    );
    expect(datasets.filter((dataset) => dataset.isCore)).toHaveLength(40);
  });

  it('has every column of the domain table and no other', () => {
    expect(specified.length).toBeGreaterThan(300);
    expect(allColumns.map(({ path }) => path)).toEqual(specified.map((row) => `${row.key}.${row.column}`));
  });

  it('gives every column the kind, length and code list of the domain table', () => {
    for (const row of specified) {
      const path = `${row.key}.${row.column}`;
      const column = datasetOf(row.key)?.columns[row.column];
      if (row.type.startsWith('s'))
        expect(column, path).toMatchObject({ kind: 'text', lengthMax: Number(row.type.slice(1)) });
      else if (row.type === 'dec') expect(column?.kind, path).toBe(quantities.includes(path) ? 'decimal' : 'money');
      else expect(column?.kind, path).toBe(kindOf[row.type]);
      if (column?.kind === 'code') expect(column.list.name, path).toBe(row.list);
    }
  });

  it('keeps the Chinese labels of the domain table, but for the one that would be ambiguous', () => {
    const renamed = specified.filter((row) => datasetOf(row.key)?.columns[row.column]?.label.zh !== row.label);
    expect(renamed.map((row) => `${row.key}.${row.column}`)).toEqual(['exit_entry.doc_type']);
  });

  it('says in both languages what everything is', () => {
    for (const dataset of datasets) {
      for (const text of [dataset.title, dataset.steward, dataset.channel, dataset.cadence, dataset.legalBasis]) {
        expect(text.zh, dataset.key).toMatch(han);
        expect(text.en, dataset.key).toMatch(/^[A-Za-z]/);
        expect(text.en, dataset.key).not.toMatch(han);
      }
    }
    for (const { path, column } of allColumns) {
      expect(column.label.en, path).toMatch(/^[A-Z]/);
      expect(column.label.en, path).not.toMatch(han);
    }
  });

  it('cites an article or a named document for every dataset', () => {
    for (const dataset of datasets) expect(dataset.legalBasis.zh, dataset.key).toMatch(/《.+》/);
  });

  it('classifies every column, and everything that names a person or an account as identifying', () => {
    for (const { path, column } of allColumns) {
      expect(column.sensitivity, path).toBeDefined();
      if (column.kind === 'identity' || /姓名|户名|经办人|监护人$|^账号$/.test(column.label.zh)) {
        expect(column.sensitivity, path).toBe('identifying');
      }
    }
  });

  it('treats health, disability, custody, minors and money in accounts as sensitive', () => {
    const sensitiveKeys = [
      'serious_disease',
      'custody',
      'disability_card',
      'child_welfare',
      'bank_deposit',
      'payment_account',
    ];
    for (const key of sensitiveKeys) {
      const columns = Object.values(datasetOf(key)?.columns ?? {});
      const open = columns.filter(({ sensitivity }) => sensitivity === 'public');
      expect(open).toEqual([]);
      expect(
        columns.some(({ sensitivity }) => sensitivity === 'sensitive'),
        key,
      ).toBe(true);
    }
  });

  it('requires of every dataset at least one column without which a row says nothing', () => {
    for (const dataset of datasets) {
      expect(
        Object.values<Column>(dataset.columns).some((column) => column.required),
        dataset.key,
      ).toBe(true);
    }
  });

  it('asks for the household’s authorisation exactly where the law does', () => {
    expect(datasets.filter((dataset) => dataset.isAuthorisationNeeded).map((dataset) => dataset.code)).toEqual([
      'A03',
      'I02',
      'J01',
      'J02',
      'J03',
      'J04',
    ]);
  });

  it('keeps no row longer than 25 months', () => {
    for (const dataset of datasets) {
      expect(dataset.retentionMonths).toBeGreaterThanOrEqual(13);
      expect(dataset.retentionMonths).toBeLessThanOrEqual(25);
    }
  });

  it('knows the protected columns only in household registration', () => {
    const found = allColumns.filter(({ name }) => (protectedColumns as readonly string[]).includes(name));
    expect(found.map(({ path }) => path)).toEqual([
      'household_registration.gender',
      'household_registration.ethnicity',
    ]);
  });

  it('has one ambiguous header in all files: the document kind of a border crossing', () => {
    expect(
      datasets.flatMap((dataset) => ambiguousHeadersOf(dataset).map((header) => `${dataset.key}: ${header}`)),
    ).toEqual(['exit_entry: 证件类型']);
  });
});

describe('the code lists', () => {
  const lists = Object.values(codeLists) as CodeList[];
  const byName = new Map(lists.map((list) => [list.name, list]));

  it('hold every code and label of the domain table', () => {
    const rows = rowsOf(domainFile('code-lists.csv'));
    expect(rows.length).toBe(78);
    let compared = 0;
    for (const [name, text] of rows as [string, string][]) {
      const list = byName.get(name);
      expect(list, name).toBeDefined();
      const meanings = [
        ...text.matchAll(
          /(?<=^|[\s:(])([A-Z]|\d{1,3})(?:\s(?=\d)|(?=\p{Script=Han}))([\d\p{Script=Han}/]+?\p{Script=Han}[\p{Script=Han}/]*)/gu,
        ),
      ];
      for (const [, code, label] of meanings as unknown as [string, string, string][]) {
        const zh = list?.values[code]?.zh;
        if (['CL_DISEASE', 'CL_DANGER', 'CL_REGION', 'CL_BANKRET'].includes(name)) continue;
        compared++;
        expect(zh, `${name} ${code}`).toBeDefined();
        expect(`${label}`.startsWith((zh ?? '').slice(0, 2)), `${name} ${code}: ${label} is not ${zh}`).toBe(true);
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('give every code a label in both languages', () => {
    for (const list of lists) {
      for (const [code, label] of Object.entries(list.values)) {
        expect(label.zh, `${list.name} ${code}`).not.toBe('');
        expect(label.en, `${list.name} ${code}`).toMatch(/^[A-Z0-9]/);
        expect(label.en, `${list.name} ${code}`).not.toMatch(han);
      }
    }
  });

  it('never give two codes the same label', () => {
    for (const list of lists) {
      const labels = Object.values(list.values).map((label) => label.zh);
      expect(new Set(labels).size, list.name).toBe(labels.length);
    }
  });
});
