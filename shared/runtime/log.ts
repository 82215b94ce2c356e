/** Structured log lines: a code and a few ids and numbers. Never a row, a name, an identity number or an account. */
export type LogLevel = 'info' | 'warn' | 'error';

/** What may stand in a log line. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Eighteen digits in a row are never logged, whatever field they came in. */
const identityLike = /\d{17}[\dXx]/g;

export function log(level: LogLevel, code: string, fields: LogFields = {}): void {
  const line = JSON.stringify({ level, code, ...fields }).replace(identityLike, '*'.repeat(18));
  process.stdout.write(`${line}\n`);
}
