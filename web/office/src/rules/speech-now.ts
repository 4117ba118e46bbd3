import { m } from '#words/messages.js'
import type { Speech } from '../rewards/speech.ts'
import { language } from '../words/language.svelte.ts'

/** How the one who sits here is spoken to, for words that rules and awards share. Read in a template, it follows the language. */
export const speech: Speech = {
  m,
  get language() {
    return language.now
  },
}
