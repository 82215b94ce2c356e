/**
 * From what a file writes to a code of the list: the code itself, its Chinese label, a part of a label such as `存续/在业`, or an alias.
 * A zero a spreadsheet dropped is put back when no other code is meant. A word that could mean two codes means none.
 */
import type { CodeList } from './code-lists.ts';
import type { Repair } from './excel-damage.ts';

export interface CodeMeaning {
  readonly code: string;
  readonly repair?: Repair;
}

/** Finds a code; `undefined` when the text means none. */
export type FindCode = (text: string) => CodeMeaning | undefined;

export function codeFinderOf(list: CodeList): FindCode {
  const { pattern, detail } = list;
  const meanings = meaningsOf(list);
  return (text) => {
    const meaning = meanings.get(text);
    if (meaning !== undefined) return meaning;
    if (pattern?.test(text)) return { code: text };
    if (detail?.test(text)) return { code: text.slice(0, 1), repair: 'detail-folded' };
    return undefined;
  };
}

function meaningsOf(list: CodeList): ReadonlyMap<string, CodeMeaning> {
  const meanings = new Map<string, CodeMeaning>();
  const codes = Object.keys(list.values);
  for (const code of codes) meanings.set(code, { code });
  for (const [word, code] of wordsOf(list)) if (!meanings.has(word)) meanings.set(word, { code });
  for (const code of codes) {
    if (/[A-Z]/.test(code) && !meanings.has(code.toLowerCase())) meanings.set(code.toLowerCase(), { code });
    const short = code.replace(/^0+(?=\d)/, '');
    if (!meanings.has(short)) meanings.set(short, { code, repair: 'leading-zero-restored' });
  }
  return meanings;
}

/** Labels, aliases and parts of labels with the one code each of them means. */
function wordsOf(list: CodeList): ReadonlyMap<string, string> {
  const whole = new Map<string, string>(Object.entries(list.values).map(([code, label]) => [label.zh, code]));
  for (const [alias, code] of Object.entries(list.aliases ?? {})) whole.set(alias, code);
  const parts = new Map<string, string | undefined>();
  for (const [code, label] of Object.entries(list.values)) {
    if (!label.zh.includes('/')) continue;
    for (const part of label.zh.split('/')) parts.set(part, parts.has(part) || whole.has(part) ? undefined : code);
  }
  for (const [part, code] of parts) if (code !== undefined) whole.set(part, code);
  return whole;
}
