import { browser } from '$app/env'

export const LOOKS = ['system', 'light', 'dark'] as const
export type Look = (typeof LOOKS)[number]
const KEPT_AS = 'lushao-office-look'

/** Light, dark, or as the system has it; kept on this machine. */
class LookChoice {
  #now = $state<Look>('system')
  readonly #systemIsDark = browser ? matchMedia('(prefers-color-scheme: dark)') : null

  constructor() {
    if (!browser) return
    const kept = localStorage.getItem(KEPT_AS)
    this.#now = LOOKS.find((look) => look === kept) ?? 'system'
    this.#systemIsDark?.addEventListener('change', () => this.#show())
    this.#show()
  }

  get now(): Look {
    return this.#now
  }

  choose(look: Look): void {
    this.#now = look
    localStorage.setItem(KEPT_AS, look)
    this.#show()
  }

  /** The style sheet knows two looks; the choice of the system is made here, so that each colour is written once a look. */
  #show(): void {
    const isDark = this.#now === 'dark' || (this.#now === 'system' && this.#systemIsDark?.matches === true)
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  }
}

export const look = new LookChoice()
