/** Damages the fields of one row the way departments' spreadsheets and clerks do. */
import type { Column } from '../../../shared/datasets/define.ts';
import { type FlawName, flaws, type RowFlawName } from './flaws.ts';
import { nameVariantOf } from './names.ts';
import type { Random } from './random.ts';

type NamedColumn = { readonly name: string; readonly column: Column };

const drawn: readonly RowFlawName[] = (Object.keys(flaws) as FlawName[]).filter(
  (name): name is RowFlawName => flaws[name].of === 'row' && name !== 'county-wrong' && name !== 'death-of-the-living',
);

const drawnRate = drawn.reduce((sum, name) => sum + flaws[name].rate, 0);

/** Most rows have none. */
export function drawRowFlaw(random: Random): RowFlawName | undefined {
  let draw = random.next();
  if (draw >= drawnRate) return undefined;
  for (const name of drawn) {
    draw -= flaws[name].rate;
    if (draw < 0) return name;
  }
  return undefined;
}

/** Damages the texts in place; false where the row has nothing that this flaw could hit. */
export function damage(texts: string[], flaw: RowFlawName, columns: readonly NamedColumn[], random: Random): boolean {
  if (flaw.startsWith('identity-')) return damageIdentity(texts, flaw, columns, random);
  const hit = columns.findIndex(({ name, column }, index) => texts[index] !== '' && isHit(flaw, name, column));
  if (hit < 0) return false;
  const text = texts[hit] as string;
  if (flaw === 'value-missing') texts[hit] = '';
  else if (flaw === 'code-unknown') texts[hit] = random.pick(['Q9', '??', '未知类别']);
  else if (flaw === 'date-impossible') texts[hit] = random.pick(['2026-02-30', '2026-13-01', '0000-00-00']);
  else if (flaw === 'amount-negative') texts[hit] = `-${text}`;
  else if (flaw === 'name-variant') texts[hit] = nameVariantOf(text, random);
  return texts[hit] !== text;
}

function isHit(flaw: RowFlawName, name: string, column: Column): boolean {
  if (flaw === 'name-variant') return name === 'name';
  if (flaw === 'amount-negative') return column.kind === 'money';
  if (flaw === 'date-impossible') return column.kind === 'date';
  if (flaw === 'code-unknown')
    return column.kind === 'code' && !column.list.pattern && name !== 'op_flag' && name !== 'id_type';
  return flaw === 'value-missing' && !column.required && column.kind !== 'code';
}

function damageIdentity(texts: string[], flaw: RowFlawName, columns: readonly NamedColumn[], random: Random): boolean {
  const at = columns.findIndex(({ name }) => name === 'id_no');
  const id = texts[at] as string;
  const damaged = damagedIdentity(id, flaw, random);
  if (damaged === undefined || damaged === id) return false;
  texts[at] = damaged;
  return true;
}

function damagedIdentity(id: string, flaw: RowFlawName, random: Random): string | undefined {
  switch (flaw) {
    case 'identity-scientific':
      return `${id[0]}.${id.slice(1, 6)}E+17`;
    case 'identity-rounded':
      return id.endsWith('X') ? undefined : `${id.slice(0, 15)}000`;
    case 'identity-quoted':
      return `'${id}`;
    case 'identity-full-width':
      return [...id].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
    case 'identity-lower-case':
      return id.endsWith('X') ? `${id.slice(0, 17)}x` : undefined;
    case 'identity-fifteen-digits':
      return id.slice(6, 8) === '19' ? id.slice(0, 6) + id.slice(8, 17) : undefined;
    default:
      return id.slice(0, 17) + String((Number(id[17] === 'X' ? 10 : id[17]) + random.int(1, 9)) % 10);
  }
}
