/** The wall clock, as epoch milliseconds. Only shells read it; domain functions receive dates. */
export interface Clock {
  now(): number;
}
