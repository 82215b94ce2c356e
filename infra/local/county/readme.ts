/** The README of the county: what it holds, and the table of flaws as the generator uses it. */
import { countyDefaults } from './county.ts';
import { type Flaw, flaws } from './flaws.ts';

const introduction = `# The synthetic county

Weining (520526) as a seed makes it: ${countyDefaults.people.toLocaleString('en')} people and more on the roster, some 30,000 residents beside it, and what 46 kinds of
department files say of them. Everything is invented. Adults carry identity numbers under the county's present code, under which
real adults were not registered, so no number of an adult is a real person's; places are real, people, firms and amounts are not.

    npx tsx infra/local/county/cli.ts --out DIR [--people N] [--seed S] [--as-of YYYY-MM-DD]

writes \`bucket/\` (keys as in the drops bucket), \`truth.ndjson\` and \`summary.json\`.

## How it is made

1. \`world.ts\` lets families live: members, schools, pensions, illness, work, income, belongings.
2. Some households are told a story (\`need-stories.ts\`, \`wrong-stories.ts\`): lost work, illness, a death, an undeclared car.
3. \`judge.ts\` decides from the latent facts alone, by the law's words and the demonstration standards, who is in need and who is wrongly
   covered. It knows neither rules nor files.
4. \`departments/\` record what each department would notice, \`damage.ts\` spoils rows as spreadsheets and clerks do.
5. \`baseline.ts\` scores warnings against the truth, by household and direction, and holds the naive system to beat.

The truth is never part of a drop. No file here imports a rule, and a test says so.

## Flaws

| flaw | kind | rate | of | what happens |
|---|---|---|---|---|
`;

export function countyReadme(): string {
  const rows = Object.entries<Flaw>(flaws).map(
    ([name, { of, rate, per, sentence }]) =>
      `| ${name} | ${of} | ${(rate * 100).toFixed(2)} % | ${per} | ${sentence} |`,
  );
  return `${introduction}${rows.join('\n')}\n`;
}
