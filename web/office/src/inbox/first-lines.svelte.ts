import { tipKey } from '#contract/report.ts'
import type { TipRow } from '#contract/tips.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Keyring } from '../session/keyring.ts'

export type FirstLine = { is: 'opened'; text: string } | { is: 'notForUs' } | { is: 'damaged' }

/** Opened lines by their sealed form. They hang on the keyring, so that a lock forgets them with the keys. */
const caches = new WeakMap<Keyring, Map<string, FirstLine>>()

/** The first lines of the rows on a page, opened one after another while the page is already there. */
export class FirstLines {
  #lines = $state.raw<ReadonlyMap<string, FirstLine>>(new Map())
  #round = 0

  of(row: TipRow): FirstLine | undefined {
    return this.#lines.get(row.wrapB64)
  }

  /** Opens what is not open yet. A newer call stops an older one. */
  async show(rows: readonly TipRow[], keys: Keyring, deskIdentity: string): Promise<void> {
    const round = ++this.#round
    const cache = caches.get(keys) ?? new Map<string, FirstLine>()
    caches.set(keys, cache)
    this.#lines = new Map(cache)
    for (const [index, row] of rows.filter((one) => !cache.has(one.wrapB64)).entries()) {
      cache.set(row.wrapB64, await firstLineOf(row, deskIdentity))
      if (round !== this.#round) return
      // Every few rows the page is drawn and may answer a key press.
      if (index % 5 === 4) await breath()
      if (index % 5 === 4) this.#lines = new Map(cache)
    }
    this.#lines = new Map(cache)
  }
}

async function firstLineOf(row: TipRow, deskIdentity: string): Promise<FirstLine> {
  const opened = await open(fromB64(row.wrapB64), [deskIdentity], { tip: row.tip, kind: 'tip-key', seq: 0 })
  if (opened.is !== 'opened') return { is: opened.is }
  const body = tipKey.safeParse(opened.body)
  return body.success ? { is: 'opened', text: body.data.firstLine } : { is: 'damaged' }
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
