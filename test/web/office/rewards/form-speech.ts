import type { FormSpeech } from '../../../../web/office/src/rewards/forms/form-speech.ts'
import { speechIn, wordsOf } from './speech.ts'

/** Speaks with the words of forms too; outcomes and links in plain words of this test. */
export function formSpeechIn(language: 'zh' | 'en'): FormSpeech {
  const speech = speechIn(language)
  return {
    ...speech,
    m: { ...speech.m, ...wordsOf('award-forms', language) } as FormSpeech['m'],
    said: {
      outcome: ({ kind, weight, unit, count }) => `${kind} ${weight ?? count ?? ''}${unit ?? ''}`,
      kind: (kind) => kind,
      link: (as) => (as === 'origin' ? '来源线索' : '佐证'),
    },
  }
}
