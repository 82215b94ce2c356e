/** Reading operation inputs, which arrive as parsed JSON or from the Query protocol in the same shape. */
import { invalidValue, missingParameter } from './errors.ts';

export type Input = Readonly<Record<string, unknown>>;

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidValue(`${name} must be a string.`);
  return value;
}

export function requireText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw missingParameter(name);
  return value;
}

export function optionalNumber(input: Input, name: string, min: number, max: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw invalidValue(
    `Value ${String(value)} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}.`,
  );
}

export function readList(input: Input, name: string): unknown[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw invalidValue(`${name} must be a list.`);
}

export const readNames = (input: Input, name: string): string[] => readList(input, name).map(String);

export function readMap(input: Input, name: string): Record<string, string> {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw invalidValue(`${name} must be a map.`);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
}
