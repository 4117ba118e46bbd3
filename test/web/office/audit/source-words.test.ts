import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHANGING, CLOCKS, FINAL } from '#server/log/sources.ts'

const words = readFileSync(new URL('../../../../web/office/src/audit/source-words.ts', import.meta.url), 'utf8')

test('every table that the log answers for has a name in words', () => {
  const tables = [...FINAL, ...CHANGING, CLOCKS].map(({ table }) => table)
  expect(tables.length).toBeGreaterThan(25)
  expect(tables.filter((table) => !words.includes(`  ${table}: m.audit_source_${table},`))).toEqual([])
})
