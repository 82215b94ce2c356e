/** Cuts an expression into tokens and lets a parser walk over them; a token that does not fit is reported as AWS reports it. */
import type { AwsError } from '../endpoint/aws-error.ts';
import { invalid } from './errors.ts';
import { isReservedWord } from './reserved-words.ts';

export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

type TokenKind = 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end';
interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const tokenPattern =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-])|(\S))/gy;
const tokenKinds: readonly TokenKind[] = ['word', 'name', 'value', 'number', 'symbol'];
const end: Token = { kind: 'end', text: '<EOF>' };
const bytesMax = 4096;

/** An attribute name (`#alias` still unresolved) or a list index. */
export type PathPart = string | number;
export interface PathNode {
  readonly kind: 'path';
  readonly parts: readonly PathPart[];
}
export interface ValueNode {
  readonly kind: 'value';
  readonly name: string;
}

export class ExpressionReader {
  /** Aliases and values the expression mentions. */
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly #tokens: readonly Token[];
  readonly #kind: ExpressionKind;
  #at = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind;
    if (text.trim() === '') throw this.refuse('The expression can not be empty;');
    if (Buffer.byteLength(text) > bytesMax) {
      throw this.refuse(`Expression size has exceeded the maximum allowed size; expression size: ${text.length}`);
    }
    this.#tokens = this.#cut(text);
  }

  #cut(text: string): readonly Token[] {
    const tokens: Token[] = [];
    for (const match of text.matchAll(tokenPattern)) {
      const kind = tokenKinds.findIndex((_, group) => match[group + 1] !== undefined);
      const token = match[0].trimStart();
      const known = tokenKinds[kind];
      if (!known) throw this.#syntaxError(token, [tokens.at(-1)?.text, token]);
      tokens.push({ kind: known, text: token });
    }
    return tokens;
  }

  refuse(message: string): AwsError {
    return invalid(`Invalid ${this.#kind}: ${message}`);
  }

  #syntaxError(token: string, near: readonly (string | undefined)[]): AwsError {
    return this.refuse(`Syntax error; token: "${token}", near: "${near.filter(Boolean).join(' ')}"`);
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? end;
  }

  unexpected(): AwsError {
    const before = this.#tokens[this.#at - 1]?.text;
    const token = this.peek();
    const after = token === end ? undefined : this.peek(1);
    return this.#syntaxError(token.text, [
      before,
      token === end ? undefined : token.text,
      after === end ? '' : after?.text,
    ]);
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the symbol if it comes next. */
  takeSymbol(...symbols: readonly string[]): string | undefined {
    const { kind, text } = this.peek();
    if (kind !== 'symbol' || !symbols.includes(text)) return undefined;
    this.#at++;
    return text;
  }

  /** Takes the keyword, in any case of letters, if it comes next. */
  takeWord(...words: readonly string[]): string | undefined {
    const { kind, text } = this.peek();
    const word = text.toUpperCase();
    if (kind !== 'word' || !words.includes(word)) return undefined;
    this.#at++;
    return word;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.peek() !== end) throw this.unexpected();
  }

  /** `word` followed by `(`: a function call; consumes both. */
  takeFunction(): string | undefined {
    if (this.peek().kind !== 'word' || this.peek(1).text !== '(') return undefined;
    const name = this.next().text;
    this.next();
    return name;
  }

  takeValue(): ValueNode | undefined {
    if (this.peek().kind !== 'value') return undefined;
    const name = this.next().text;
    this.values.add(name);
    return { kind: 'value', name };
  }

  readPath(): PathNode {
    const parts: PathPart[] = [this.#readName()];
    for (;;) {
      if (this.takeSymbol('.')) parts.push(this.#readName());
      else if (this.takeSymbol('[')) parts.push(this.#readIndex());
      else return { kind: 'path', parts };
    }
  }

  #readName(): string {
    const { kind, text } = this.peek();
    if (kind === 'name') this.names.add(text);
    else if (kind !== 'word') throw this.unexpected();
    else if (isReservedWord(text)) {
      throw this.refuse(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    }
    this.#at++;
    return text;
  }

  #readIndex(): number {
    if (this.peek().kind !== 'number') throw this.unexpected();
    const index = Number(this.next().text);
    this.expectSymbol(']');
    return index;
  }
}
