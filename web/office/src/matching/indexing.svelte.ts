import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { listUnindexed, type SealedTip } from '#contract/matching.ts'
import { may } from '#contract/roles.ts'
import type { MyDesk } from '#contract/staff.ts'
import { callOffice } from '../session/call-office.ts'
import type { Keyring } from '../session/keyring.ts'
import { storeNext, storeNothing } from './keep-index.ts'
import { readSealed } from './read-sealed.ts'

/** A desk whose tips this browser can index, and with what. */
type Indexed = { id: string; deskIdentity: string; matchingKeyB64: string }

/** Makes the tips of my desks searchable, one after another, in moments when the browser has nothing to do. */
class Indexing {
  readonly #left = new SvelteMap<string, number>()
  /** The tips that this browser failed at, for a reason nobody foresaw. */
  readonly #failed = new SvelteSet<string>()
  #running: AbortSignal | null = null

  /** How many tips wait for the index at all my desks together, as far as is known. */
  get left(): number {
    return [...this.#left.values()].reduce((sum, left) => sum + left, 0)
  }

  get failed(): number {
    return this.#failed.size
  }

  /** Works until nothing is left, or until the signal says stop. A second call while one runs does nothing. */
  async run(keys: Keyring, desks: readonly MyDesk[], signal: AbortSignal): Promise<void> {
    if (this.#running?.aborted === false) return
    this.#running = signal
    try {
      // A few tips of each desk in turn, so that a busy one keeps no other waiting.
      for (let busy = indexedDesks(keys, desks); busy.length > 0;) {
        const stillBusy: Indexed[] = []
        for (const desk of busy) if (await this.#indexSome(desk, signal)) stillBusy.push(desk)
        busy = stillBusy
      }
    } finally {
      // A newer call, with newer keys, may have begun after the signal of this one.
      if (this.#running === signal) this.#running = null
    }
  }

  forget(): void {
    this.#left.clear()
    this.#failed.clear()
  }

  /** Indexes the next tips of a desk; says whether there may be more to do. */
  async #indexSome(desk: Indexed, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || document.visibilityState !== 'visible') return false
    const answer = await callOffice(listUnindexed, { params: { desk: desk.id } })
    if (answer.is !== 'done' || signal.aborted) return false
    const { left, tips } = answer.reply
    this.#left.set(desk.id, left)
    let stored = 0
    for (const sealed of tips) {
      await idle()
      if (signal.aborted) return false
      if (await this.#index(sealed, desk)) stored += 1
      if (signal.aborted) return false
      this.#left.set(desk.id, Math.max(0, left - stored))
    }
    // Where nothing could be stored, the same tips would come again: the next round may do better.
    return stored > 0 && left > stored
  }

  /** Whether a tip is behind us. One that fails stands in the way of no other; how many did is shown. */
  async #index(sealed: SealedTip, desk: Indexed): Promise<boolean> {
    try {
      const isBehind = await indexOne(sealed, desk)
      this.#failed.delete(sealed.tip)
      return isBehind
    } catch {
      this.#failed.add(sealed.tip)
      return false
    }
  }
}

export const indexing = new Indexing()

/** Whether a tip is done: stored by us, or by a colleague's browser that was faster. */
async function indexOne(sealed: SealedTip, desk: Indexed): Promise<boolean> {
  const read = await readSealed(sealed, desk.deskIdentity)
  const answer = read ? await storeNext(read, desk.matchingKeyB64) : await storeNothing(sealed, desk.deskIdentity)
  return answer.is === 'done' || (answer.is === 'refused' && answer.refusal === 'placeTaken')
}

function indexedDesks(keys: Keyring, desks: readonly MyDesk[]): Indexed[] {
  const { matchingKeyB64 } = keys
  if (matchingKeyB64 === null) return []
  return desks.flatMap(({ id, kind, role }) => {
    const deskIdentity = keys.identityOf(id)
    const isOurs = kind === 'investigation' && may(role, 'workTips') && deskIdentity !== null
    return isOurs ? [{ id, deskIdentity, matchingKeyB64 }] : []
  })
}

// A page that is busy for long still gets on with the index, a tip every two seconds.
const LONGEST_WAIT_MS = 2000
// Safari has no idle callback; a short pause between two tips does.
const PAUSE_MS = 50

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
    else setTimeout(resolve, PAUSE_MS)
  })
}
