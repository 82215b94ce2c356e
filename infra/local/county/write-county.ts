/**
 * Writes a county as files in the layout of the drops bucket, with manifests beside them. The truth lies outside the bucket's folder:
 * `truth.ndjson` is for comparison and is never dropped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { County } from './county.ts';
import type { DropFile } from './drop-writer.ts';

/** Keys of a drop's file and manifest in the drops bucket. */
export function dropKeys(drop: DropFile): { file: string; manifest: string } {
  const folder =
    drop.dataset === 'roster'
      ? `roster/${drop.period}/${drop.dropId}`
      : `drops/${drop.department}/${drop.dataset}/${drop.period}/${drop.dropId}`;
  return { file: `${folder}/${drop.fileName}`, manifest: `${folder}/manifest.json` };
}

export function writeCounty(county: County, directory: string): void {
  for (const drop of [county.roster, ...county.drops]) {
    const keys = dropKeys(drop);
    const file = join(directory, 'bucket', keys.file);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, drop.bytes);
    writeFileSync(join(directory, 'bucket', keys.manifest), `${JSON.stringify(drop.manifest, null, 2)}\n`);
  }
  writeFileSync(
    join(directory, 'truth.ndjson'),
    county.truth.map((household) => `${JSON.stringify(household)}\n`).join(''),
  );
  writeFileSync(join(directory, 'summary.json'), `${JSON.stringify(county.summary, null, 2)}\n`);
}
