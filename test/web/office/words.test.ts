import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const at = (path: string): URL => new URL(`../../../web/office/${path}`, import.meta.url)
const files = readdirSync(at('messages'), { recursive: true, encoding: 'utf8' }).toSorted()
/** The words of a language out of all its files; no word stands in two of them. */
function read(locale: string): Record<string, string> {
  const words = files
    .filter((file) => file.endsWith(`${locale}.json`))
    .flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(at(`messages/${file}`), 'utf8')) as Record<string, string>),
    )
  expect(new Set(words.map(([key]) => key)).size).toBe(words.length)
  return Object.fromEntries(words)
}
const [zh, en] = [read('zh'), read('en')]
const sources = readdirSync(at('src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name))
  .map((name) => readFileSync(at(`src/${name}`), 'utf8'))
  .join('\n')
const namesIn = (text = ''): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).toSorted()

test('both languages have the same words with the same values', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted())
  for (const [key, text] of Object.entries(zh)) expect(namesIn(en[key]), key).toEqual(namesIn(text))
})

test('every word is used', () => {
  expect(Object.keys(zh).filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(sources))).toEqual([])
})

test('the Chinese is punctuated as Chinese and shouts at nobody', () => {
  for (const [key, text] of Object.entries(zh)) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:!?]|！/)
})
