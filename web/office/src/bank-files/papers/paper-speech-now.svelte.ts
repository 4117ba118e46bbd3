import { m } from '#words/messages.js'
import { language } from '../../words/language.svelte.ts'
import type { PaperSpeech } from './paper-speech.ts'

/** The language of this machine and its words. Read in a template, it redraws what it says. */
export const paperSpeech = (): PaperSpeech => ({ m, language: language.now })
