import { browser } from '$app/env'

export const LOOKS = ['system', 'light', 'dark'] as const
export type Look = (typeof LOOKS)[number]
const KEPT_AS = 'lushao-office-look'

/** Light, dark, or as the system has it; kept on this machine. */
class LookChoice {
  #now = $state<Look>('system')

  constructor() {
    if (!browser) return
    const kept = localStorage.getItem(KEPT_AS)
    this.choose(LOOKS.find((look) => look === kept) ?? 'system')
  }

  get now(): Look {
    return this.#now
  }

  choose(look: Look): void {
    this.#now = look
    localStorage.setItem(KEPT_AS, look)
    if (look === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = look
  }
}

export const look = new LookChoice()
