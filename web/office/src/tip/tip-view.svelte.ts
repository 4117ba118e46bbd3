import { SvelteMap } from 'svelte/reactivity'
import type { Message, Note, Report, TipKey } from '#contract/report.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { openMessage, openNote, openReason, openReport, openTipKey, type Part } from './opened-tip.ts'

/** One tip, opened in this browser. It lives as long as its page: a lock takes the page away, and this with it. */
export class TipView {
  key = $state.raw<Part<TipKey> | null>(null)
  report = $state.raw<Part<Report> | null>(null)
  /** By the sealed form: a sealed part never changes, so a second reading opens only what is new. */
  readonly messages = new SvelteMap<string, Part<Message>>()
  readonly notes = new SvelteMap<string, Part<Note>>()
  readonly reasons = new SvelteMap<string, Part<string>>()

  get identity(): string | null {
    return this.key?.is === 'opened' ? this.key.value.identity : null
  }

  /** Opens what is not open yet; called again whenever the tip was read again. */
  async show(tip: OpenedTip, deskIdentity: string): Promise<void> {
    this.key ??= await openTipKey(tip, deskIdentity)
    if (this.identity === null) return
    const identity = this.identity
    this.report ??= await openReport(tip, identity)
    await openNew(this.messages, tip.messages, (b64, seq) => openMessage(tip.tip, seq, b64, identity))
    await openNew(this.notes, tip.notes, (b64, seq) => openNote(tip.tip, seq, b64, identity))
    const reasons = [...tip.moves, ...tip.transfers].map(({ seq, reasonB64 }) => ({ seq, sealedB64: reasonB64 }))
    await openNew(this.reasons, reasons, (b64, seq) => openReason(tip.tip, seq, b64, identity))
  }
}

type Sealed = { seq: number; sealedB64: string | null }

async function openNew<T>(
  parts: SvelteMap<string, Part<T>>,
  all: readonly Sealed[],
  openOne: (sealedB64: string, seq: number) => Promise<Part<T>>,
): Promise<void> {
  for (const { seq, sealedB64 } of all) {
    if (sealedB64 !== null && !parts.has(sealedB64)) parts.set(sealedB64, await openOne(sealedB64, seq))
  }
}
