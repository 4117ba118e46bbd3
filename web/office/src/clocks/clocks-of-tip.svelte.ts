import { SvelteMap } from 'svelte/reactivity'
import { tipClocks, type TipClocks } from '#contract/clocks.ts'
import { callOffice } from '../session/call-office.ts'
import { openPauseReason, type Part } from '../tip/opened-tip.ts'
import type { Failure } from '../words/refusals.ts'

/** The clocks of one tip. They are read apart from the tip, so that pausing one leaves no trace of looking. */
export class ClocksOfTip {
  readonly #tip: string
  now = $state.raw<TipClocks | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** By the sealed form, which never changes. */
  readonly #reasons = new SvelteMap<string, Part<string>>()

  constructor(tip: string) {
    this.#tip = tip
  }

  async read(): Promise<void> {
    const answer = await callOffice(tipClocks, { params: { tip: this.#tip } })
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is === 'done') this.now = answer.reply
  }

  /** Opens the reasons of pauses that are not open yet. */
  async open(tipIdentity: string): Promise<void> {
    for (const { seq, reasonB64 } of this.now?.pauses ?? []) {
      if (this.#reasons.has(reasonB64)) continue
      this.#reasons.set(reasonB64, await openPauseReason(this.#tip, seq, reasonB64, tipIdentity))
    }
  }

  reasonOf(reasonB64: string): Part<string> | undefined {
    return this.#reasons.get(reasonB64)
  }
}
