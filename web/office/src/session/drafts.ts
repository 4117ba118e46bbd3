import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { session } from './session.svelte.ts'

/**
 * What somebody was writing when the keys were locked away: sealed to their own key, in memory only, so that an
 * unattended machine shows nothing and the writer loses nothing.
 */
class Drafts {
  readonly #sealed = new Map<string, Uint8Array>()

  async keep(tip: string, text: string): Promise<void> {
    if (text.trim() === '' || session.me === null) return
    this.#sealed.set(tip, await seal({ tip, kind: 'message', seq: 0 }, text, [session.me.memberRecipient]))
  }

  /** Gives back what was kept for a tip, once; empty when there is nothing, or when somebody else wrote it. */
  async takeBack(tip: string): Promise<string> {
    const sealedBytes = this.#sealed.get(tip)
    if (sealedBytes === undefined || session.keys === null) return ''
    const opened = await open(sealedBytes, [session.keys.memberIdentity], { tip, kind: 'message', seq: 0 })
    if (opened.is !== 'opened' || typeof opened.body !== 'string') return ''
    this.#sealed.delete(tip)
    return opened.body
  }
}

export const drafts = new Drafts()
