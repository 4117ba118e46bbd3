import { SvelteMap } from 'svelte/reactivity'
import { tipKey } from '#contract/report.ts'
import type { TipRow } from '#contract/tips.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Keyring } from '../session/keyring.ts'

/** What of a row says its first line: the wrapped key of its tip. */
type Wrapped = Pick<TipRow, 'tip' | 'wrapB64'>
export type FirstLine = { is: 'opened'; text: string } | { is: 'notForUs' } | { is: 'damaged' }

/** Opened lines by their sealed form. They hang on the keyring, so that a lock forgets them with the keys. */
const caches = new WeakMap<Keyring, SvelteMap<string, FirstLine>>()

/** The first lines of the rows on a page, opened one after another while the page is already there. */
export class FirstLines {
  #lines = $state.raw(new SvelteMap<string, FirstLine>())
  #round = 0

  of(row: Wrapped): FirstLine | undefined {
    return this.#lines.get(row.wrapB64)
  }

  /** Opens what is not open yet. A newer call stops an older one. */
  async show(rows: readonly Wrapped[], keys: Keyring, deskIdentity: string): Promise<void> {
    const round = ++this.#round
    const lines = caches.get(keys) ?? new SvelteMap<string, FirstLine>()
    caches.set(keys, lines)
    this.#lines = lines
    for (const [index, row] of rows.filter((one) => !lines.has(one.wrapB64)).entries()) {
      lines.set(row.wrapB64, await firstLineOf(row, deskIdentity))
      // Every few rows the page is drawn and may answer a key press.
      if (index % 5 === 4) await breath()
      if (round !== this.#round) return
    }
  }
}

async function firstLineOf(row: Wrapped, deskIdentity: string): Promise<FirstLine> {
  const opened = await open(fromB64(row.wrapB64), [deskIdentity], { tip: row.tip, kind: 'tip-key', seq: 0 })
  if (opened.is !== 'opened') return { is: opened.is }
  const body = tipKey.safeParse(opened.body)
  return body.success ? { is: 'opened', text: body.data.firstLine } : { is: 'damaged' }
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
