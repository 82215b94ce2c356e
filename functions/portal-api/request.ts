/** A request whose caller is known, and its parts parsed by their contracts. */
import type * as z from 'zod';
import type { Caller } from '../../shared/contracts/portal.ts';
import { type Reason, reasonsOf } from '../../shared/contracts/problem.ts';
import type { HttpAnswer, HttpRequest } from '../../shared/runtime/http-handler.ts';

export interface Ask {
  readonly request: HttpRequest;
  readonly caller: Caller;
}

export type Parsed<Value> = { readonly value: Value } | { readonly reasons: readonly Reason[] };

export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): Parsed<z.infer<Schema>> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { value: parsed.data } : { reasons: reasonsOf(parsed.error) };
}

export function parseBody<Schema extends z.ZodType>(schema: Schema, body: string): Parsed<z.infer<Schema>> {
  const json = parseJson(body);
  return json === undefined ? { reasons: [{ field: 'body', code: 'format' }] } : parseInput(schema, json.value);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const notFound: HttpAnswer = { refused: 'not-found' };
export const invalid = (reasons: readonly Reason[]): HttpAnswer => ({ refused: 'request-invalid', reasons });
export const cursorInvalid: HttpAnswer = invalid([{ field: 'cursor', code: 'cursor' }]);
