import type { CannedAnswer } from '#contract/triage.ts'
import { m } from '#words/messages.js'
import type { Language } from '../words/language.svelte.ts'

type Words = (inputs?: Record<string, never>, options?: { locale?: Language }) => string
export type Template = { name: () => string; text: (language: Language) => string; isQuestion: boolean }

const template = (name: Words, text: Words, isQuestion: boolean): Template => ({
  name: () => name(),
  text: (language) => text({}, { locale: language }),
  isQuestion,
})

/** Answers that are written often. They promise nothing about money and name nobody. */
export const TEMPLATES: readonly Template[] = [
  template(m.tpl_thanks, m.tpl_thanks_text, false),
  template(m.tpl_place, m.tpl_place_text, true),
  template(m.tpl_when, m.tpl_when_text, true),
  template(m.tpl_people, m.tpl_people_text, true),
  template(m.tpl_vehicle, m.tpl_vehicle_text, true),
  template(m.tpl_photo, m.tpl_photo_text, true),
  template(m.tpl_safety, m.tpl_safety_text, false),
  template(m.tpl_working, m.tpl_working_text, false),
  template(m.tpl_done, m.tpl_done_text, false),
]

/** An answer of the desk's own. Where one language was left empty the other stands in. */
export function ownTemplate(answer: CannedAnswer, nameIn: Language): Template {
  const first = (one: string, other: string): string => (one.trim() === '' ? other : one)
  return {
    name: () => (nameIn === 'zh' ? first(answer.nameZh, answer.nameEn) : first(answer.nameEn, answer.nameZh)),
    text: (to) => (to === 'zh' ? first(answer.textZh, answer.textEn) : first(answer.textEn, answer.textZh)),
    isQuestion: answer.isQuestion,
  }
}
