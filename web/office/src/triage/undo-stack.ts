import { session } from '../session/session.svelte.ts'
import type { Done } from './acts.ts'

/** What was done in this window, the last act on top; of a bulk act all of it together. Nobody takes back what another did. */
class UndoStack {
  #by: string | null = null
  #acts: (readonly Done[])[] = []

  push(done: readonly Done[]): void {
    this.#ofMe()
    if (done.length > 0) this.#acts.push(done)
  }

  /** Takes the last act off. */
  pop(): readonly Done[] {
    this.#ofMe()
    return this.#acts.pop() ?? []
  }

  /** Takes the last act off if it was done to this tip alone. */
  popOf(tip: string): Done | null {
    this.#ofMe()
    const [only, ...others] = this.#acts.at(-1) ?? []
    if (only?.after.tip !== tip || others.length > 0) return null
    this.#acts.pop()
    return only
  }

  #ofMe(): void {
    const me = session.me?.id ?? null
    if (this.#by !== me) this.#acts = []
    this.#by = me
  }
}

export const undoStack = new UndoStack()
