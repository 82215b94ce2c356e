/** Deletes items whose time to live has passed. As on AWS nothing hides an expired item before this has run. */
import { attributeOf } from './attribute-value.ts';
import type { Database } from './database.ts';
import { type Change, itemOf } from './table.ts';

/** Items that expired longer ago than this are left alone, as the service leaves them. */
const staleSeconds = 5 * 365 * 86_400;
const deletedPerCommit = 100;

/** Returns how many items were deleted. */
export function sweepTimeToLive(database: Database): number {
  const nowSeconds = Math.floor(database.now / 1000);
  let deleted = 0;
  for (const table of database.tables.values()) {
    const name = table.definition.timeToLiveAttribute;
    if (name === undefined) continue;
    const expired: Change[] = [];
    for (const [treeKey, before] of table.rows.entries()) {
      const at = Number(attributeOf(itemOf(before), name)?.N ?? Number.NaN);
      if (at <= nowSeconds && at > nowSeconds - staleSeconds)
        expired.push({ table, treeKey, before, after: undefined });
    }
    for (let at = 0; at < expired.length; at += deletedPerCommit) {
      database.commit(expired.slice(at, at + deletedPerCommit), { expired: true });
    }
    deleted += expired.length;
  }
  return deleted;
}
