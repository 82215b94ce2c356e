/** Capacity units a call would have consumed, by the published formulas; reported only when the caller asks. */
import type { ConsumedCapacity, ReturnConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { type Change, itemOf, type Table } from './table.ts';

const readBlockBytes = 4096;
const writeBlockBytes = 1024;

export function readUnits(bytes: number, isConsistent: boolean | undefined): number {
  return Math.max(1, Math.ceil(bytes / readBlockBytes)) * (isConsistent ? 1 : 0.5);
}

/** Units of the table plus one write for each index entry that appears, changes or goes. */
export function writeUnits({ table, treeKey, before, after }: Change): number {
  const units = Math.max(1, Math.ceil(Math.max(before?.bytes ?? 0, after?.bytes ?? 0) / writeBlockBytes));
  const items = [before, after].filter((row) => row !== undefined).map(itemOf);
  const entries = table.indexes.map(
    ({ definition }) => new Set(items.map((item) => table.indexKeyOf(definition.key, item, treeKey))),
  );
  return entries.reduce((sum, keys) => sum + [...keys].filter((key) => key !== undefined).length * units, units);
}

export function capacityOf(
  wanted: ReturnConsumedCapacity | undefined,
  table: Table,
  units: number,
): ConsumedCapacity | undefined {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const total = { TableName: table.definition.name, CapacityUnits: units };
  return wanted === 'INDEXES' ? { ...total, Table: { CapacityUnits: units } } : total;
}

/** Sums by table for the calls that touch several. */
export class CapacitySum {
  readonly #units = new Map<Table, number>();

  add(table: Table, units: number): void {
    this.#units.set(table, (this.#units.get(table) ?? 0) + units);
  }

  report(wanted: ReturnConsumedCapacity | undefined): readonly ConsumedCapacity[] | undefined {
    if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
    return [...this.#units].flatMap(([table, units]) => capacityOf(wanted, table, units) ?? []);
  }
}
