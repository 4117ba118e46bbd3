import type words from '../../messages/awards/zh.json'

// Parameters as of a method, so that a message with values of its own fits.
type Message = { say(values?: Readonly<Record<string, unknown>>): string }['say']
export type AwardWords = Readonly<Record<keyof typeof words, Message>>

/**
 * In which language somebody is spoken to, and with which words. Given from outside, so that what is said stays a function of
 * values: the page gives the compiled messages, a test the files that they are made of.
 */
export type Speech = { m: AwardWords; language: 'zh' | 'en' }

/** Of a thing with a name in both languages, the one to say. */
export const named = ({ language }: Speech, { zh, en }: { zh: string; en: string }): string =>
  language === 'zh' ? zh : en
