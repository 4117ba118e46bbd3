import { readFileSync } from 'node:fs'
import type { AwardWords, Speech } from '../../../../web/office/src/rewards/speech.ts'

/** Speaks with the words that the pages are made of. */
export function speechIn(language: 'zh' | 'en'): Speech {
  return { m: wordsOf('awards', language) as AwardWords, language }
}

/** The words of an area. A value that a sentence wants and does not get fails the test. */
export function wordsOf(area: string, language: 'zh' | 'en'): Record<string, AwardWords[keyof AwardWords]> {
  const file = new URL(`../../../../web/office/messages/${area}/${language}.json`, import.meta.url)
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const say =
    (text: string) =>
    (values: Readonly<Record<string, string>> = {}): string =>
      text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name]
        if (value === undefined) throw new Error(`${text} without ${name}`)
        return value
      })
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, say(text)]))
}
