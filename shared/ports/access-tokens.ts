/** Whoever vouches for callers. */
export interface AccessTokens {
  /** The token's claims; undefined when it is not valid here and now. */
  verify(token: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}
