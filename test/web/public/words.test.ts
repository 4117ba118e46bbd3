import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../web/public/messages/${file}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >
const namesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

test.each([
  ['zh', 'en'],
  ['pages/zh', 'pages/en'],
  ['entry/zh', 'entry/en'],
  ['award/zh', 'award/en'],
  ['claim/zh', 'claim/en'],
  ['rewards/zh', 'rewards/en'],
])('%s and %s say the same things with the same values, and never shout', (first, second) => {
  const [one, two] = [read(first), read(second)]
  expect(Object.keys(two)).toEqual(Object.keys(one))
  for (const [key, text] of Object.entries(one)) {
    expect(namesIn(two[key] ?? ''), key).toEqual(namesIn(text))
    expect(`${text}${two[key]}`, key).not.toMatch(/[!！]/)
  }
})
