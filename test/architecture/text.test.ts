import { describe, expect, it } from 'vitest';
import { checkCharacterOf, isIdentityNumber } from '../../shared/domain/identity.ts';
import { filesIn, textOf } from './source-files.ts';

const pure = filesIn('shared/domain', 'shared/datasets', 'shared/rules', 'shared/compare').filter((path) =>
  path.endsWith('.ts'),
);
const product = filesIn('shared', 'functions');
const everything = filesIn('').filter((path) => /\.(ts|mjs|cjs|js|json|md|csv|ya?ml|html)$/.test(path));

/** `path:line` of every line the pattern finds. */
function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/** Eighteen-character runs that are valid identity numbers. */
function identityNumbersOf(text: string): string[] {
  const runs = text.match(/(?<![0-9A-Za-z])[1-9]\d{16}[\dX](?![0-9A-Za-z])/g) ?? [];
  return runs.filter(isIdentityNumber);
}

describe('the pure core', () => {
  it('was found', () => {
    expect(pure.length).toBeGreaterThan(150);
  });

  it('takes clock, randomness and ids through ports only', () => {
    // `new Date(number)` only converts a number; `new Date()` asks the clock.
    expect(
      linesWith(pure, /\bDate\.now\b|new Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\bperformance\.now\b/),
    ).toEqual([]);
  });
});

describe('product code', () => {
  it('logs through its logger, never through the console', () => {
    expect(linesWith(product, /\bconsole\./)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(linesWith([...product, ...filesIn('infra')], /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });
});

describe('every text of the repository', () => {
  it('stays neutral: it accuses nobody', () => {
    const accusing = new RegExp(['骗' + '保', '欺' + '诈', '疑似' + '违规'].join('|'));
    // Tests may name the words in order to forbid them.
    expect(
      linesWith(
        everything.filter((path) => !path.startsWith('test/')),
        accusing,
      ),
    ).toEqual([]);
  });

  it('holds no valid identity number outside tests and rule examples', () => {
    const paths = everything.filter((path) => !path.startsWith('test/') && path !== 'package-lock.json');
    expect(paths.flatMap((path) => identityNumbersOf(textOf(path)).map(() => path))).toEqual([]);
  });

  it('would notice an identity number if there were one', () => {
    const first = '52052619900101001';
    expect(identityNumbersOf(`id,${first}${checkCharacterOf(first)},name`)).toHaveLength(1);
    expect(identityNumbersOf(`${first}${checkCharacterOf(first)}0`)).toEqual([]);
  });
});
