import type { PaperSpeech } from '../../../../web/office/src/bank-files/papers/paper-speech.ts'
import { wordsOf } from '../rewards/speech.ts'

/** Speaks with the words of papers of payment. */
export const paperSpeechIn = (language: 'zh' | 'en'): PaperSpeech => ({
  language,
  m: wordsOf('bank-files', language) as PaperSpeech['m'],
})
