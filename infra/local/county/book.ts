/**
 * The book a department keeps of one dataset: rows go to the drop of their month, or to each snapshot, with the department's flaws.
 * The people a row speaks of are real in this world; which of their truths the department noticed is kept as traces.
 */
import type { DatasetDefinition, RowOf } from '../../../shared/datasets/define.ts';
import { checkCharacterOf } from '../../../shared/domain/identity.ts';
import { damage, drawRowFlaw } from './damage.ts';
import { dateOf, monthOfDay } from './days.ts';
import { type DropFile, type DropStyle, type DropTarget, DropWriter, type Row } from './drop-writer.ts';
import { flawRate } from './flaws.ts';
import type { Person, World } from './latent.ts';
import { type Random, randomOf } from './random.ts';

export interface RowOptions {
  /** The day of the event: decides the drop of a delta. */
  readonly on?: number;
  /** The row records the truth of the household. */
  readonly isTrace?: boolean;
  readonly op?: 'I' | 'U' | 'D';
}

export interface Book<R> {
  readonly asOf: number;
  readonly random: Random;
  row(person: Person, values: Partial<R>, options?: RowOptions): void;
}

export interface Recorder {
  readonly dataset: DatasetDefinition;
  readonly department: string;
  readonly supplier: string;
  /** Monthly drops up to the month of `asOf`: a snapshot of everything before, then deltas. */
  readonly deltas?: number;
  /** Every month is alike and nothing lies before: the first drop is a delta too. */
  readonly isSteady?: boolean;
  /** One snapshot, or the same again a month later with its small changes. */
  readonly snapshots?: 1 | 2;
  readonly style?: Partial<DropStyle>;
  record(world: World, book: Book<Row>): void;
}

/** A recorder whose rows are typed by its dataset. */
export function recorder<D extends DatasetDefinition>(
  definition: Omit<Recorder, 'dataset' | 'record'> & {
    readonly dataset: D;
    record(world: World, book: Book<RowOf<D>>): void;
  },
): Recorder {
  return definition as unknown as Recorder;
}

const plainStyle: DropStyle = {
  encoding: 'utf-8',
  headers: 'chinese',
  labels: false,
  gzip: false,
  bom: false,
  dates: 'dashed',
  shuffled: false,
};
/** Of a snapshot repeated a month later: rows only in the first, and rows only in the second. */
const repeatChange = { vanished: 0.005, appeared: 0.005 } as const;

interface OpenDrop {
  readonly writer: DropWriter;
  readonly producedDay: number;
}

/** The drops of one recorder, in order of production; a department with nothing to say sends no file. */
export function recordDrops(recorder: Recorder, world: World): DropFile[] {
  const random = randomOf(world.seed, recorder.dataset.key);
  const drops = openDrops(recorder, world, random);
  let serial = 0;
  const put = (person: Person, values: Row, options: RowOptions): void => {
    const recordId = `${recorder.dataset.code}${String(++serial).padStart(7, '0')}`;
    for (const { writer, producedDay } of targetsOf(recorder, drops, options.on, random)) {
      const row = envelopeOf(person, values, options, recordId, producedDay, random);
      writeFlawed(writer, row, person, random);
    }
  };
  recorder.record(world, {
    asOf: world.asOf,
    random,
    row: (person, values, options = {}) => {
      if (options.on !== undefined && options.on > world.asOf) return;
      if (options.isTrace) {
        if (person.household.isSilent) return;
        person.household.traces.add(recorder.dataset.key);
      }
      put(person, values, options);
    },
  });
  return drops
    .filter(({ writer }) => writer.rows > 0)
    .map(({ writer }) => writer.finish(`${recorder.dataset.key}-${writer.target.period}-01`));
}

function openDrops(recorder: Recorder, world: World, random: Random): OpenDrop[] {
  const count = recorder.deltas ?? recorder.snapshots ?? 1;
  const style = { ...plainStyle, ...recorder.style };
  return Array.from({ length: count }, (_, index) => {
    const producedDay = producedDayOf(world.asOf, count - 1 - index);
    const target: DropTarget = {
      department: recorder.department,
      supplier: recorder.supplier,
      dataset: recorder.dataset,
      period: monthOfDay(monthsBefore(world.asOf, count - 1 - index)),
      mode: recorder.deltas === undefined || (index === 0 && !recorder.isSteady) ? 'snapshot' : 'delta',
      producedAt: `${dateOf(producedDay)}T0${random.int(1, 7)}:30:00+08:00`,
      style: { ...style, bom: style.bom && style.encoding === 'utf-8' },
    };
    return { writer: new DropWriter(target, randomOf(world.seed, `${recorder.dataset.key}/header`)), producedDay };
  });
}

/** A day in the month that lies `months` before. */
function monthsBefore(day: number, months: number): number {
  return months === 0 ? day : firstDayOfMonth(monthsBefore(day, months - 1)) - 1;
}

function firstDayOfMonth(day: number): number {
  return day - Number(dateOf(day).slice(8)) + 1;
}

/** The last day of the month, or the county's last day for the month that is not over. */
function producedDayOf(asOf: number, monthsAgo: number): number {
  return monthsBefore(asOf, monthsAgo);
}

function targetsOf(
  recorder: Recorder,
  drops: readonly OpenDrop[],
  on: number | undefined,
  random: Random,
): readonly OpenDrop[] {
  if (recorder.deltas !== undefined) {
    const drop = on === undefined ? drops[0] : drops.find(({ producedDay }) => on <= producedDay);
    return drop ? [drop] : [];
  }
  if (drops.length === 1) return drops;
  const known = drops.filter(({ producedDay }) => on === undefined || on <= producedDay);
  const draw = random.next();
  if (draw < repeatChange.vanished) return known.slice(0, 1);
  if (draw < repeatChange.vanished + repeatChange.appeared) return known.slice(-1);
  return known;
}

function envelopeOf(
  person: Person,
  values: Row,
  options: RowOptions,
  recordId: string,
  producedDay: number,
  random: Random,
): Row {
  const { on } = options;
  const updated = on === undefined ? producedDay - random.int(1, 25) : Math.min(producedDay - 1, on + random.int(0, 4));
  return {
    record_id: recordId,
    id_no: person.id,
    name: person.name,
    id_type: '111',
    event_date: on === undefined ? undefined : dateOf(on),
    source_update_time: `${dateOf(updated)}T${String(random.int(8, 18)).padStart(2, '0')}:${String(random.int(10, 59))}:00`,
    op_flag: options.op ?? 'I',
    region_code: person.household.village,
    ...values,
  };
}

function writeFlawed(writer: DropWriter, row: Row, person: Person, random: Random): void {
  const texts = writer.textOf(row);
  const flaw = drawRowFlaw(random);
  if (flaw === 'row-duplicated') {
    writer.write(texts);
    writer.write(texts, flaw);
    return;
  }
  writer.write(texts, flaw !== undefined && damage(texts, flaw, writer.columns, random) ? flaw : undefined);
  if (random.chance(flawRate('county-wrong'))) writer.write(strangerOf(writer, row, person, random), 'county-wrong');
}

/** The same record about somebody of a neighbouring county. */
function strangerOf(writer: DropWriter, row: Row, person: Person, random: Random): string[] {
  const first17 = `520527${person.id.slice(6, 14)}${String(random.int(1, 998)).padStart(3, '0')}`;
  return writer.textOf({
    ...row,
    record_id: `${String(row.record_id)}X`,
    id_no: first17 + checkCharacterOf(first17),
    region_code: '520527100000',
  });
}
