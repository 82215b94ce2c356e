/** Where handlers' output goes: to the caller's hook, else to a file beside the data, else to stderr. JSON lines stay as they are. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FunctionLog {
  write(functionName: string, line: string): void;
  close(): Promise<void>;
}

export function openFunctionLog(
  hook: ((functionName: string, line: string) => void) | undefined,
  file: string | undefined,
): FunctionLog {
  if (hook !== undefined) return { write: hook, close: async () => undefined };
  const format = (functionName: string, line: string): string =>
    `${line.startsWith('{') ? line : `${functionName}: ${line}`}\n`;
  if (file === undefined) {
    return {
      write: (functionName, line) => void process.stderr.write(format(functionName, line)),
      close: async () => undefined,
    };
  }
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: 'a' });
  return {
    write: (functionName, line) => void stream.write(format(functionName, line)),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
