import { SvelteMap } from 'svelte/reactivity'
import { auditText, type Alarms } from '#contract/alarms.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import type { Keyring } from '../session/keyring.ts'
import type { Part } from '../tip/opened-tip.ts'

/** What auditors write: a note of a review at 0, or why a payment goes on, of the payable at the place of the freeze. */
export type TextAt = { of: string; kind: 'alarm-note' | 'freeze-reason'; seq: number }
export type Recipients = Alarms['recipients']

export async function sealText(at: TextAt, text: string, recipients: Recipients): Promise<string> {
  const readers = recipients.map(({ recipient }) => recipient)
  return toB64(await seal({ tip: at.of, kind: at.kind, seq: at.seq }, text.trim(), readers))
}

/** Texts opened in this browser. A lock takes the page away, and this with it. */
export class SealedTexts {
  /** By the sealed form, which never changes. */
  readonly #texts = new SvelteMap<string, Part<string>>()

  of(sealedB64: string): Part<string> | undefined {
    return this.#texts.get(sealedB64)
  }

  /** Opens what is not open yet, with the key of any audit desk that the reader holds. */
  async show(
    sealed: readonly { at: TextAt; sealedB64: string }[],
    recipients: Recipients,
    keys: Keyring,
  ): Promise<void> {
    const identities = recipients.flatMap(({ desk }) => keys.identityOf(desk.id) ?? [])
    for (const { at, sealedB64 } of sealed)
      if (!this.#texts.has(sealedB64)) this.#texts.set(sealedB64, await openText(at, sealedB64, identities))
  }
}

async function openText(at: TextAt, sealedB64: string, identities: readonly string[]): Promise<Part<string>> {
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(fromB64(sealedB64), [...identities], { tip: at.of, kind: at.kind, seq: at.seq })
  if (opened.is !== 'opened') return opened
  const read = auditText.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
