import { SvelteMap } from 'svelte/reactivity'
import { orderText, type ReadOrder } from '#contract/orders.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Keyring } from '../session/keyring.ts'
import type { Part } from '../tip/opened-tip.ts'

/** What was written about one order, opened in this browser. A lock takes the page away, and this with it. */
export class OrderView {
  /** By the sealed form, which never changes. */
  readonly #texts = new SvelteMap<string, Part<string>>()

  of(sealedB64: string): Part<string> | undefined {
    return this.#texts.get(sealedB64)
  }

  /** Opens what is not open yet, with the key of any desk that it is sealed to and that the reader holds. */
  async show({ row, entries, recipients }: ReadOrder, keys: Keyring): Promise<void> {
    const identities = recipients.flatMap(({ desk }) => keys.identityOf(desk.id) ?? [])
    for (const { seq, sealedB64 } of entries) {
      if (sealedB64 === null || this.#texts.has(sealedB64)) continue
      this.#texts.set(sealedB64, await openEntry(row.order, seq, sealedB64, identities))
    }
  }
}

async function openEntry(
  order: string,
  seq: number,
  sealedB64: string,
  identities: readonly string[],
): Promise<Part<string>> {
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(fromB64(sealedB64), identities, { tip: order, kind: 'order-entry', seq })
  if (opened.is !== 'opened') return opened
  const read = orderText.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
