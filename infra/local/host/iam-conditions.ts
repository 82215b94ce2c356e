/**
 * The condition block of a policy statement against the context keys of a request: string, ARN, number, boolean and null operators
 * with `IfExists`, `ForAllValues:` and `ForAnyValue:`. A statement with any other operator matches nothing, and is told at start.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

type Test = (actual: string, expected: string) => boolean;

const positive: Readonly<Record<string, Test>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => wildcard(expected).test(actual),
  ArnEquals: (actual, expected) => wildcard(expected).test(actual),
  ArnLike: (actual, expected) => wildcard(expected).test(actual),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: (actual, expected) => Number(actual) === Number(expected),
  NumericLessThan: (actual, expected) => Number(actual) < Number(expected),
  NumericLessThanEquals: (actual, expected) => Number(actual) <= Number(expected),
  NumericGreaterThan: (actual, expected) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (actual, expected) => Number(actual) >= Number(expected),
};
const negative: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

interface Operator {
  readonly quantifier: 'all' | 'any' | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

function parseOperator(text: string): Operator {
  const [first, second] = text.split(':');
  const quantifier = first === 'ForAllValues' ? 'all' : first === 'ForAnyValue' ? 'any' : undefined;
  const name = quantifier === undefined ? text : (second ?? '');
  const ifExists = name.endsWith('IfExists');
  return { quantifier, base: ifExists ? name.slice(0, -'IfExists'.length) : name, ifExists };
}

export function findUnsupportedOperators(block: ConditionBlock | undefined): readonly string[] {
  return Object.keys(block ?? {}).filter((operator) => {
    const { base } = parseOperator(operator);
    return base !== 'Null' && positive[base] === undefined && negative[base] === undefined;
  });
}

export function matchesConditions(block: ConditionBlock | undefined, context: RequestContext): boolean {
  if (block === undefined) return true;
  const keys = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(block).every(([operator, expectations]) =>
    Object.entries(expectations).every(([key, expected]) =>
      matchesKey(parseOperator(operator), keys.get(key.toLowerCase()), asList(expected)),
    ),
  );
}

function matchesKey(
  operator: Operator,
  value: string | readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  const { base, quantifier, ifExists } = operator;
  if (base === 'Null') return expected.some((wanted) => (wanted === 'true') === (value === undefined));
  const opposite = negative[base];
  const test = positive[opposite ?? base];
  if (test === undefined) return false;
  if (value === undefined) return ifExists || opposite !== undefined || quantifier === 'all';
  const holds = (actual: string): boolean =>
    expected.some((wanted) => test(actual, wanted)) === (opposite === undefined);
  const actuals = asList(value);
  return quantifier === 'all' || (quantifier === undefined && opposite !== undefined)
    ? actuals.every(holds)
    : actuals.some(holds);
}

export const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const compiled = new Map<string, RegExp>();

/** `*` any text, `?` one character. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, `s${flags}`);
  compiled.set(key, expression);
  return expression;
}
