/**
 * Identity numbers of invented people: right birth date, sex and check character, each issued once. Adults carry the county's
 * present code although real ones were registered under older codes, so an adult's number belongs to nobody.
 */
import { checkCharacterOf } from '../../../shared/domain/identity.ts';
import { dateOf } from './days.ts';
import type { Random } from './random.ts';

const otherOrigins = [
  '520502',
  '520521',
  '520523',
  '520524',
  '520525',
  '520527',
  '520581',
  '520203',
  '530302',
  '510525',
];

export type IssueIdentity = (born: number, isMale: boolean, isFromElsewhere: boolean) => string;

/** Issues numbers that differ from all it issued before; `born` is a day number. */
export function identityIssuer(random: Random): IssueIdentity {
  const issued = new Set<string>();
  return (born, isMale, isFromElsewhere) => {
    const origin = isFromElsewhere ? random.pick(otherOrigins) : '520526';
    const birth = dateOf(born).replaceAll('-', '');
    for (;;) {
      const sequence = random.int(0, 498) * 2 + (isMale ? 1 : 2);
      const first17 = origin + birth + String(sequence).padStart(3, '0');
      if (issued.has(first17)) continue;
      issued.add(first17);
      return first17 + checkCharacterOf(first17);
    }
  };
}
