import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { aliases } from '../web/aliases.ts'

// The two sites are packages of their own, so the names of the root package have to be told.
const resolve = { alias: aliases }
const root = fileURLToPath(new URL('..', import.meta.url))

/** Three kinds of tests, one after the other: pure code, use cases over HTTP against a real PostgreSQL, journeys in a real Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          root,
          sequence: { groupOrder: 0 },
          include: ['test/{seal,contract,web}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: 'server',
          root,
          sequence: { groupOrder: 1 },
          include: ['test/{server,db}/**/*.test.ts'],
          globalSetup: 'test/postgres.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve,
        test: {
          name: 'journeys',
          root,
          sequence: { groupOrder: 2 },
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: 'test/postgres.ts',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Two browsers and their servers share the machine: a page may need longer than a second.
          expect: { poll: { timeout: 10_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
})
