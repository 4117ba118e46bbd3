import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { aliases } from '../web/aliases.ts'

// The two sites are packages of their own, so the names of the root package have to be told.
const resolve = { alias: aliases }
const root = fileURLToPath(new URL('..', import.meta.url))

/** Three kinds of tests: pure code, use cases over HTTP against a real PostgreSQL, and journeys in a real Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          root,
          include: ['test/{seal,contract,web}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve,
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
        resolve,
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
