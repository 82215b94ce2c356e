import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { datasetPages } from '../../infra/docs/generate-dataset-pages.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { tableSchemaOf } from '../../shared/datasets/table-schema.ts';

const folder = fileURLToPath(new URL('../../docs/datasets/', import.meta.url));

describe('the pages of the datasets', () => {
  it('are committed exactly as the catalogue generates them', () => {
    const pages = datasetPages();
    expect(pages.size).toBe(1 + 2 * catalogue.length);
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, content] of pages) expect(readFileSync(`${folder}${name}`, 'utf8'), name).toBe(content);
  });

  it('link every dataset from the index', () => {
    const index = datasetPages().get('index.md') as string;
    for (const { key } of catalogue) expect(index).toContain(`(${key}.md)`);
  });
});

describe('the table schema of a dataset', () => {
  it('requires what the reader requires and lists the codes the reader knows', () => {
    const schema = tableSchemaOf(catalogue.find(({ key }) => key === 'motor_vehicle') as DatasetDefinition);
    const field = (name: string) => schema.fields.find((candidate) => candidate.name === name);
    expect(field('plate_no')?.constraints).toEqual({ required: true, maxLength: 15 });
    expect(field('vehicle_status')?.constraints.enum).toEqual(['A', 'B', 'C', 'E', 'G', 'M', 'P']);
    expect(field('id_no')?.constraints).toMatchObject({ required: true, pattern: '\\d{17}[\\dX]' });
    expect(schema.primaryKey).toEqual(['record_id']);
  });

  it('names each column once, the envelope first', () => {
    for (const dataset of catalogue as readonly DatasetDefinition[]) {
      const names = tableSchemaOf(dataset).fields.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.slice(-Object.keys(dataset.columns).length)).toEqual(Object.keys(dataset.columns));
    }
  });
});
