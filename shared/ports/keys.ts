import type { Tokens } from '../compare/tokens.ts';

/** The token key, unwrapped once per warm instance. */
export interface Keys {
  /** Undefined before the first roster: nobody can be named by a token yet. */
  tokens(): Promise<Tokens | undefined>;
}
