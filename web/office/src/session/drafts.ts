import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { session } from './session.svelte.ts'

/** Characters that fit one envelope, however they are written. What is longer is kept in several. */
const PART = 10_000

/**
 * What somebody was writing when the keys were locked away: sealed to their own key, in memory only, so that an
 * unattended machine shows nothing and the writer loses nothing.
 */
class Drafts {
  readonly #sealed = new Map<string, Uint8Array[]>()

  /** Keeps a text under an id: of the tip it answers, or of its writer. */
  async keep(id: string, text: string): Promise<void> {
    const { me } = session
    if (text.trim() === '' || me === null) return
    const parts = text.match(new RegExp(`[^]{1,${PART}}`, 'g')) ?? []
    const sealed = parts.map((part, seq) => seal({ tip: id, kind: 'message', seq }, part, [me.memberRecipient]))
    this.#sealed.set(id, await Promise.all(sealed))
  }

  /** Gives back what was kept under an id, once; empty when there is nothing, or when somebody else wrote it. */
  async takeBack(id: string): Promise<string> {
    const sealed = this.#sealed.get(id)
    const { keys } = session
    if (sealed === undefined || keys === null) return ''
    let text = ''
    for (const [seq, partBytes] of sealed.entries()) {
      const opened = await open(partBytes, [keys.memberIdentity], { tip: id, kind: 'message', seq })
      if (opened.is !== 'opened' || typeof opened.body !== 'string') return ''
      text += opened.body
    }
    this.#sealed.delete(id)
    return text
  }
}

export const drafts = new Drafts()
