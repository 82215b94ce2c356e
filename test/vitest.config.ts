import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Forks: tests start worker threads and servers of their own and must not share one process's handles.
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default'],
  },
});
