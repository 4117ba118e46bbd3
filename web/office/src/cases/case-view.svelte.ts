import { SvelteMap } from 'svelte/reactivity'
import type { OpenedCase, readNarrative } from '#contract/cases.ts'
import type { ReplyOf } from '#contract/route.ts'
import { fromB64 } from '#seal/b64.ts'
import { open, type Closed } from '#seal/open.ts'
import type { At } from '#seal/seal.ts'

/** A sealed text of a case after an attempt to open it. */
export type Told = { is: 'opened'; text: string } | Closed

export type Account = ReplyOf<typeof readNarrative>

/** The sealed texts of one case, opened in this browser. A lock takes the page away, and this with it. */
export class CaseView {
  /** By the sealed form, which never changes. */
  readonly #texts = new SvelteMap<string, Told>()

  of(sealedB64: string | null): Told | undefined {
    return sealedB64 === null ? undefined : this.#texts.get(sealedB64)
  }

  /** Opens what is not open yet; called again whenever the case was read again. */
  async show({ narrative, merged, links }: OpenedCase, deskIdentity: string): Promise<void> {
    const accounts = [narrative, ...merged.map((one) => one.narrative)].flatMap((one) => one ?? [])
    for (const one of accounts) await this.showAccount(one, deskIdentity)
    for (const link of links)
      await this.#open(link.whySealedB64, { tip: link.case, kind: 'link-reason', seq: link.seq }, deskIdentity)
  }

  /** Opens one version of an account. */
  async showAccount({ case: subject, seq, sealedB64 }: Account, deskIdentity: string): Promise<void> {
    await this.#open(sealedB64, { tip: subject, kind: 'narrative', seq }, deskIdentity)
  }

  async #open(sealedB64: string | null, at: At, identity: string): Promise<void> {
    if (sealedB64 === null || this.#texts.has(sealedB64)) return
    const opened = await open(fromB64(sealedB64), [identity], at)
    if (opened.is !== 'opened') this.#texts.set(sealedB64, opened)
    else if (typeof opened.body === 'string') this.#texts.set(sealedB64, { is: 'opened', text: opened.body })
    else this.#texts.set(sealedB64, { is: 'damaged', why: 'format' })
  }
}
