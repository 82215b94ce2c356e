/**
 * The comparator's inner work: rows in, shelf lines, rejects and statistics out. Every row is validated and counted exactly once as
 * accepted, rejected or skipped; nothing here decides about a household. The result of a drop is the sum of its parts, however it
 * was split.
 */
import type { DatasetDefinition } from '../datasets/define.ts';
import type { RowFault } from '../datasets/faults.ts';
import type { ReadRow, RowReader } from '../datasets/read-row.ts';
import type { Standing } from '../domain/household.ts';
import { birthDateOf, isIdentityNumber, packIdentity } from '../domain/identity.ts';
import { parseYuan } from '../domain/money.ts';
import type { Rule, RuleRow } from '../rules/define.ts';
import type { Snapshot } from './snapshot.ts';
import { encodeStoredRow, type StoredValue, shelfColumnsOf } from './stored-row.ts';
import type { Tokens } from './tokens.ts';

/** A record of the file, or what is wrong with its form. */
export type RecordRead =
  | { readonly row: number; readonly fields: readonly string[] }
  | { readonly row: number; readonly fault: RowFault };

/** Statistics of rows, mergeable by adding. */
export interface RowStatistics {
  rows: number;
  accepted: number;
  rejected: number;
  /** Documents that are nobody on a roster, and rows without the authorisation they need. */
  skipped: number;
  /** Accepted rows about a person on the roster. */
  matched: number;
  /** Accepted rows with a region, and those of them outside the roster's counties. */
  located: number;
  foreign: number;
  repaired: number;
  faults: Record<string, number>;
  nulls: Record<string, number>;
  /** Number column → sum over all rows, rejected ones too, in hundredths, as text. */
  sums: Record<string, string>;
  /** Number column → rows whose field could not be added. */
  unsummable: Record<string, number>;
  /** Money column → counts by power of two of the amount: enough for a median that notices yuan sent as fen. */
  magnitudes: Record<string, number[]>;
}

export interface PartOutput {
  readonly statistics: RowStatistics;
  /** `token TAB household ordinal or -1 TAB triggered TAB row TAB json LF` */
  readonly lines: Buffer;
  /** `row,column,code,masked value` lines, without a header. */
  readonly rejects: Buffer;
}

export interface CompareInput {
  readonly dataset: DatasetDefinition;
  readonly reader: RowReader;
  readonly snapshot: Snapshot;
  readonly tokens: Tokens;
  readonly rules: readonly Rule[];
}

export function emptyStatistics(): RowStatistics {
  return {
    rows: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    matched: 0,
    located: 0,
    foreign: 0,
    repaired: 0,
    faults: {},
    nulls: {},
    sums: {},
    unsummable: {},
    magnitudes: {},
  };
}

/** One pass over the records of a part. */
export class RowComparator {
  readonly #input: CompareInput;
  readonly #columns: readonly string[];
  readonly #identityColumns: ReadonlySet<string>;
  readonly #sums = new Map<string, bigint>();
  readonly #moneyColumns: readonly string[];
  readonly #summed: readonly { readonly name: string; readonly at: number }[];
  readonly #triggers: readonly {
    appliesTo: ReadonlySet<Standing>;
    when: ((row: RuleRow<never>) => boolean) | undefined;
  }[];
  readonly #counties: ReadonlySet<string>;
  readonly #lines: string[] = [];
  readonly #rejects: string[] = [];
  readonly statistics = emptyStatistics();

  constructor(input: CompareInput) {
    this.#input = input;
    const columns = Object.entries(input.dataset.columns);
    this.#columns = shelfColumnsOf(input.dataset);
    this.#identityColumns = new Set(columns.filter(([, column]) => column.kind === 'identity').map(([name]) => name));
    this.#moneyColumns = columns.filter(([, column]) => column.kind === 'money').map(([name]) => name);
    this.#summed = input.reader.columnNames.flatMap((name, at) => {
      const kind = name === undefined ? undefined : input.dataset.columns[name]?.kind;
      return name !== undefined && (kind === 'money' || kind === 'decimal' || kind === 'integer') ? [{ name, at }] : [];
    });
    this.#triggers = input.rules.flatMap((rule) =>
      rule.triggers
        .filter((trigger) => trigger.dataset.key === input.dataset.key)
        .map((trigger) => ({ appliesTo: new Set(rule.appliesTo), when: trigger.when as never })),
    );
    this.#counties = new Set(input.snapshot.header.regions.map((code) => code.slice(0, 6)));
  }

  take(record: RecordRead): void {
    this.statistics.rows += 1;
    this.#sum('fault' in record ? [] : record.fields);
    if ('fault' in record) {
      this.#reject(record.row, [record.fault]);
      return;
    }
    const outcome = this.#input.reader.read(record.fields);
    if (outcome.ok) this.#accept(record.row, outcome.row);
    else this.#reject(record.row, outcome.faults);
  }

  finish(): PartOutput {
    for (const [column, sum] of this.#sums) this.statistics.sums[column] = String(sum);
    return {
      statistics: this.statistics,
      lines: Buffer.from(this.#lines.join('')),
      rejects: Buffer.from(this.#rejects.join('')),
    };
  }

  #reject(row: number, faults: readonly RowFault[]): void {
    this.statistics.rejected += 1;
    for (const fault of faults) {
      this.statistics.faults[fault.code] = (this.statistics.faults[fault.code] ?? 0) + 1;
      this.#rejects.push(`${row},${fault.column},${fault.code},${csvField(fault.maskedValue)}\n`);
    }
  }

  #accept(row: number, read: ReadRow): void {
    const { dataset } = this.#input;
    const isAuthorised = !dataset.isAuthorisationNeeded || isAuthorisationNamed(read);
    this.#measure(read);
    if (read.identityKind === 'other' || !isAuthorised) {
      this.statistics.skipped += 1;
      return;
    }
    this.statistics.accepted += 1;
    if (read.repairs.length > 0) this.statistics.repaired += 1;
    this.#locate(read.envelope.region_code);
    this.#emit(row, read);
  }

  #emit(row: number, read: ReadRow): void {
    const { dataset, snapshot, tokens } = this.#input;
    const { high, low } = packIdentity(read.identity);
    const person = snapshot.findPacked(high, low);
    const household = person < 0 ? -1 : snapshot.householdOfPerson(person);
    if (person >= 0) this.statistics.matched += 1;
    const standing: Standing = household < 0 ? 'outsider' : snapshot.standingOfHousehold(household);
    const values = this.#storedValues(read);
    const token = tokens.personOf(read.identity);
    const isNameKnown = person >= 0 && read.name !== '';
    const json = encodeStoredRow({
      recordId: read.recordId,
      operation: (read.envelope.op_flag as 'I' | 'U' | 'D' | undefined) ?? 'I',
      eventOn: read.envelope.event_date,
      sourceUpdatedOn: read.envelope.source_update_time?.slice(0, 10),
      regionCode: read.envelope.region_code,
      isNameMatch: isNameKnown ? snapshot.nameMarkOf(person) === tokens.nameMarkOf(read.name) : undefined,
      birthDate: birthDateOf(read.identity),
      values: this.#columns.map((name) => (values[name] ?? null) as StoredValue),
    });
    const isTriggered = this.#triggers.some(
      (trigger) => trigger.appliesTo.has(standing) && (trigger.when === undefined || trigger.when(values as never)),
    );
    this.#lines.push(`${token}\t${household}\t${isTriggered ? 1 : 0}\t${row}\t${json}\n`);
    const group = dataset.groupColumn === undefined ? undefined : values[dataset.groupColumn];
    if (group !== undefined) {
      this.#lines.push(`${tokens.hukouHouseholdOf(String(group))}\t-2\t0\t0\t${JSON.stringify([token])}\n`);
    }
  }

  /** The row as rules see it: other persons as tokens, nothing identifying. */
  #storedValues(read: ReadRow): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const name of this.#columns) {
      const value = (read.values as Record<string, unknown>)[name];
      if (value === undefined) {
        this.statistics.nulls[name] = (this.statistics.nulls[name] ?? 0) + 1;
      } else if (this.#identityColumns.has(name)) {
        values[name] = isIdentityNumber(String(value)) ? this.#input.tokens.personOf(String(value)) : undefined;
      } else {
        values[name] = value;
      }
    }
    const { groupColumn } = this.#input.dataset;
    if (groupColumn !== undefined) values[groupColumn] = (read.values as Record<string, unknown>)[groupColumn];
    return values;
  }

  /** The department's control sums speak of all rows, also of those rejected for another column. */
  #sum(fields: readonly string[]): void {
    for (const { name, at } of this.#summed) {
      const text = fields[at]?.trim() ?? '';
      const hundredths = text === '' && fields.length > 0 ? 0 : parseYuan(text);
      if (hundredths === undefined) this.statistics.unsummable[name] = (this.statistics.unsummable[name] ?? 0) + 1;
      else this.#sums.set(name, (this.#sums.get(name) ?? 0n) + BigInt(hundredths));
    }
  }

  #measure(read: ReadRow): void {
    const values = read.values as Record<string, number | undefined>;
    for (const name of this.#moneyColumns) {
      const value = values[name];
      if (value === undefined || value <= 0) continue;
      let counts = this.statistics.magnitudes[name];
      if (counts === undefined) {
        counts = new Array<number>(48).fill(0);
        this.statistics.magnitudes[name] = counts;
      }
      const power = Math.min(47, Math.floor(Math.log2(value)));
      counts[power] = (counts[power] as number) + 1;
    }
  }

  #locate(region: string | undefined): void {
    if (region === undefined || region.length < 6) return;
    this.statistics.located += 1;
    if (!this.#counties.has(region.slice(0, 6))) this.statistics.foreign += 1;
  }
}

/** A row that answers an authorised query names the authorisation (社会救助法 art. 40–41). */
function isAuthorisationNamed(read: ReadRow): boolean {
  const own = (read.values as Record<string, unknown>)['authorization_no'];
  return (own ?? read.envelope.share_basis) !== undefined;
}

/** A field of RFC 4180, quoted where it must be. */
export function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Adds part `b` to `a`, in place. */
export function addStatistics(a: RowStatistics, b: RowStatistics): RowStatistics {
  for (const name of [
    'rows',
    'accepted',
    'rejected',
    'skipped',
    'matched',
    'located',
    'foreign',
    'repaired',
  ] as const) {
    a[name] += b[name];
  }
  for (const [code, count] of Object.entries(b.faults)) a.faults[code] = (a.faults[code] ?? 0) + count;
  for (const [name, count] of Object.entries(b.unsummable)) a.unsummable[name] = (a.unsummable[name] ?? 0) + count;
  for (const [name, count] of Object.entries(b.nulls)) a.nulls[name] = (a.nulls[name] ?? 0) + count;
  for (const [name, sum] of Object.entries(b.sums)) a.sums[name] = String(BigInt(a.sums[name] ?? '0') + BigInt(sum));
  for (const [name, counts] of Object.entries(b.magnitudes)) {
    const before = a.magnitudes[name];
    a.magnitudes[name] = before ? counts.map((count, index) => count + (before[index] ?? 0)) : [...counts];
  }
  return a;
}

/** Power of two of the median amount, or undefined without amounts. */
export function medianMagnitude(counts: readonly number[] | undefined): number | undefined {
  const total = (counts ?? []).reduce((sum, count) => sum + count, 0);
  if (counts === undefined || total === 0) return undefined;
  let seen = 0;
  for (let power = 0; power < counts.length; power++) {
    seen += counts[power] as number;
    if (seen * 2 >= total) return power;
  }
  return undefined;
}
