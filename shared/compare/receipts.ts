/** The receipt a department finds beside its drop: counts, digest, faults in both languages, never a value of a row. */
import { dropFaultTexts } from '../domain/drop-faults.ts';
import type { Drop, DropFault, DropState } from '../domain/drops.ts';
import type { Objects } from '../ports/objects.ts';
import { replyKeys } from './keys.ts';

export interface Receipt {
  readonly schemaVersion: 1;
  readonly path: string;
  readonly drop: string | undefined;
  readonly state: DropState;
  readonly dataset: string | undefined;
  readonly period: string | undefined;
  readonly mode: 'snapshot' | 'delta' | undefined;
  /** rows = warnings + clean + rejected + skipped. */
  readonly rows: {
    readonly in: number;
    readonly warnings: number;
    readonly clean: number;
    readonly rejected: number;
    readonly skipped: number;
  };
  /** Rows that stood in the supplier's last snapshot and not in this one. */
  readonly vanished: number;
  readonly faultsByCode: Readonly<Record<string, number>>;
  readonly faults: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly detail: DropFault['detail'];
  }[];
  readonly warnings: Readonly<Record<string, number>>;
  readonly withdrawn: number;
  readonly sha256: readonly string[];
  readonly duplicateOf?: string;
  readonly receivedAt: string;
  readonly answeredAt: string;
}

const noRows = { in: 0, warnings: 0, clean: 0, rejected: 0, skipped: 0 };

/** A receipt for something that was refused before a drop came into being. */
export function refusalReceipt(path: string, faults: readonly DropFault[], at: string): Receipt {
  return {
    schemaVersion: 1,
    path,
    drop: undefined,
    state: 'rejected',
    dataset: path.split('/')[2],
    period: path.split('/')[3],
    mode: undefined,
    rows: noRows,
    vanished: 0,
    faultsByCode: {},
    faults: faults.map(describedFault),
    warnings: {},
    withdrawn: 0,
    sha256: [],
    receivedAt: at,
    answeredAt: at,
  };
}

/** A receipt of a drop in its present state. */
export function dropReceipt(drop: Drop, at: string, change: Partial<Receipt> = {}): Receipt {
  return {
    ...refusalReceipt(drop.path, drop.faults, at),
    drop: drop.id,
    state: drop.state,
    dataset: drop.dataset,
    period: drop.period,
    mode: drop.mode,
    sha256: drop.files.map((file) => file.sha256),
    receivedAt: drop.receivedAt,
    ...change,
  };
}

export function describedFault(fault: DropFault): Receipt['faults'][number] {
  return { code: fault.code, ...dropFaultTexts[fault.code], detail: fault.detail };
}

export async function writeReceipt(drops: Objects, path: string, receipt: Receipt): Promise<void> {
  await drops.write(replyKeys(path).receipt, Buffer.from(JSON.stringify(receipt, null, 2)), 'application/json');
}
