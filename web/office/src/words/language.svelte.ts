import { overwriteGetLocale } from '#words/runtime.js'
import { browser } from '$app/env'

export type Language = 'zh' | 'en'
const KEPT_AS = 'lushao-office-language'

/** The language of the office on this machine. Read in a template, it redraws what it touches; no reload, so no lost keys. */
class LanguageChoice {
  #now = $state<Language>('zh')

  constructor() {
    if (!browser) return
    this.#now = localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh'
    overwriteGetLocale(() => this.#now)
    this.#mark()
  }

  get now(): Language {
    return this.#now
  }

  choose(language: Language): void {
    this.#now = language
    localStorage.setItem(KEPT_AS, language)
    this.#mark()
  }

  /** Of a thing that has a name in both languages, the one to show. */
  nameOf(thing: { nameZh: string; nameEn: string }): string {
    return this.#now === 'zh' ? thing.nameZh : thing.nameEn
  }

  #mark(): void {
    document.documentElement.lang = this.#now === 'zh' ? 'zh-CN' : 'en'
  }
}

export const language = new LanguageChoice()
