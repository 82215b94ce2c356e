/**
 * What is wrong with the county's data, each flaw with its rate and a sentence: the one table the generator draws from and the README
 * prints. `row` flaws damage what a department writes; `latent` flaws are records that are true to the letter and mislead all the same.
 */

export interface Flaw {
  readonly of: 'row' | 'latent';
  readonly rate: number;
  /** What the rate is a share of. */
  readonly per: string;
  readonly sentence: string;
}

const row = (rate: number, per: string, sentence: string) => ({ of: 'row', rate, per, sentence }) as const;
const latent = (rate: number, per: string, sentence: string) => ({ of: 'latent', rate, per, sentence }) as const;

export const flaws = {
  'identity-scientific': row(0.0006, 'rows', 'A spreadsheet turned the identity number into 5.20526E+17.'),
  'identity-rounded': row(0.0006, 'rows', 'The last three digits of the identity number became 000.'),
  'identity-quoted': row(0.0005, 'rows', 'A leading quote keeps the identity number a text.'),
  'identity-full-width': row(0.0003, 'rows', 'The identity number was typed in full-width digits.'),
  'identity-lower-case': row(0.0015, 'rows', 'The check character X was written as x, where there is one.'),
  'identity-fifteen-digits': row(0.0002, 'rows', 'An old 15-digit number, of a person born before 2000.'),
  'identity-check-digit': row(0.0006, 'rows', 'A wrong check digit: one digit was mistyped.'),
  'name-variant': row(0.004, 'rows', 'The name has traditional or replaced characters, spaces or another dot.'),
  'value-missing': row(0.006, 'rows', 'One of the optional columns is empty.'),
  'code-unknown': row(0.0006, 'rows', 'A code outside its list.'),
  'date-impossible': row(0.0004, 'rows', 'A date that does not exist, such as 2026-02-30.'),
  'amount-negative': row(0.0003, 'rows', 'An amount with a minus sign.'),
  'row-duplicated': row(0.001, 'rows', 'The same row twice.'),
  'county-wrong': row(0.0015, 'rows', 'A row about a person of another county.'),
  'death-of-the-living': row(
    0.0003,
    'living people',
    'One source reports the death of a living person: same name or mistyped number.',
  ),
  'vehicle-scrapped': latent(0.016, 'households', 'A car long scrapped is still registered.'),
  'vehicle-for-disabled': latent(0.03, 'households with a disabled adult', 'A car adapted for a disabled person.'),
  'vehicle-old': latent(0.012, 'households', 'An old car of little value, used to make a living.'),
  'vehicle-nominal': latent(0.007, 'households', 'A car registered in the name of a relative who bought on credit.'),
  'house-inherited-share': latent(0.01, 'households', 'A share of a house inherited with brothers and sisters.'),
  'house-relocated': latent(
    0.02,
    'rural households',
    'The relocation flat is registered while the old house is not yet struck off.',
  ),
  'cooperative-nominal': latent(0.02, 'rural households', 'A member of a cooperative by name only.'),
  'company-dormant': latent(0.01, 'households', 'A company long closed whose cancellation was not recorded.'),
  'stall-small': latent(0.025, 'households', 'A stall that earns less than a day job.'),
  'deposit-for-others': latent(
    0.008,
    'households',
    'A deposit kept for relatives or for illness, not the household’s own.',
  ),
  'unemployment-informal': latent(0.02, 'households', 'A registered unemployed person who earns informally.'),
  'employment-stale': latent(0.05, 'households', 'An employment record of a job that ended long ago.'),
  'custody-community': latent(0.0012, 'people', 'Community correction, living at home, recorded as custody.'),
  'custody-released': latent(0.0012, 'people', 'Released, but the record was not updated.'),
  'roster-move': latent(0.003, 'households', 'Two roster records at once while a move is in progress.'),
  'death-processed': latent(0.009, 'people a year', 'A death that the roster already shows.'),
  'illness-affordable': latent(0.03, 'households', 'High medical spending that insurance and income bear.'),
  'accident-insured': latent(0.012, 'households', 'An accident whose damage was paid by insurance.'),
  'disaster-minor': latent(0.03, 'rural households', 'Damage to crops or roof that the household repaired itself.'),
  'registered-elsewhere': latent(
    0.02,
    'households',
    'A member is registered in another household or village (人户分离).',
  ),
  'trace-missing': latent(0.015, 'households with a true need or a wrong coverage', 'No department recorded it.'),
} as const satisfies Record<string, Flaw>;

export type FlawName = keyof typeof flaws;
export type RowFlawName = { [K in FlawName]: (typeof flaws)[K]['of'] extends 'row' ? K : never }[FlawName];

export function flawRate(name: FlawName): number {
  return flaws[name].rate;
}
