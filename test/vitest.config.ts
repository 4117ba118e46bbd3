import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Three kinds of tests: pure code, use cases over HTTP against a real PostgreSQL, and journeys in a real Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      { test: { name: 'unit', root, include: ['test/{seal,contract,web}/**/*.test.ts', 'test/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          root,
          include: ['test/{server,db}/**/*.test.ts'],
          globalSetup: 'test/postgres.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'journeys',
          root,
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/built-sites.ts', 'test/postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
