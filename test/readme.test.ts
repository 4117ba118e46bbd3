import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from '#server/config.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** A row of the table in the README. */
export function settingRow(name: string, { about, fallback }: { about: string; fallback: unknown }): string {
  return `| \`${name}\` | ${about}${fallback === null ? '' : `; \`${String(fallback)}\` without it`} |`
}

test('the README names every setting as it is', () => {
  for (const [name, setting] of Object.entries(SETTINGS)) expect(readme).toContain(settingRow(name, setting))
})

test('every file that the README shows or links is there', () => {
  const linked = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '')
  expect(linked.length).toBeGreaterThan(5)
  for (const path of linked) expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true)
})
