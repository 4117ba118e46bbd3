import { browser } from '$app/env'

const KEPT_AS = 'lushao-office-shortcuts'

/** Single-key shortcuts can be switched off (WCAG 2.1.4): some people's speech input types letters. */
class Shortcuts {
  #isOn = $state(!browser || localStorage.getItem(KEPT_AS) !== 'off')

  get isOn(): boolean {
    return this.#isOn
  }

  set isOn(on: boolean) {
    this.#isOn = on
    localStorage.setItem(KEPT_AS, on ? 'on' : 'off')
  }

  /** Runs the action of a key, unless somebody is typing, a dialog is open, or shortcuts are off. */
  handle(event: KeyboardEvent, actions: Readonly<Record<string, () => void>>): void {
    const action = actions[event.key]
    if (!this.#isOn || action === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    action()
  }
}

export const shortcuts = new Shortcuts()

/** What takes letters or arrows itself. A box to tick takes neither. */
const TYPED_IN = 'input:not([type="checkbox"]), textarea, select, video, audio, [contenteditable]'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_IN) !== null
}
