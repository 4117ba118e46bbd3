import type { Message, Report, TipKey } from '#contract/report.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { openMessage, openReason, openReport, openTipKey, type Part } from './opened-tip.ts'

/** One tip, opened in this browser. It lives as long as its page: a lock takes the page away, and this with it. */
export class TipView {
  key = $state.raw<Part<TipKey> | null>(null)
  report = $state.raw<Part<Report> | null>(null)
  /** By the sealed form: a sealed part never changes, so a second reading opens only what is new. */
  messages = $state.raw<ReadonlyMap<string, Part<Message>>>(new Map())
  reasons = $state.raw<ReadonlyMap<string, Part<string>>>(new Map())

  get identity(): string | null {
    return this.key?.is === 'opened' ? this.key.value.identity : null
  }

  /** Opens what is not open yet; called again whenever the tip was read again. */
  async show(tip: OpenedTip, deskIdentity: string): Promise<void> {
    this.key ??= await openTipKey(tip, deskIdentity)
    if (this.identity === null) return
    const identity = this.identity
    this.report ??= await openReport(tip, identity)
    this.messages = await opened(this.messages, tip.messages, (sealedB64, seq) => openMessage(tip.tip, seq, sealedB64, identity))
    const reasons = [...tip.moves, ...tip.transfers].map(({ seq, reasonB64 }) => ({ seq, sealedB64: reasonB64 }))
    this.reasons = await opened(this.reasons, reasons, (sealedB64, seq) => openReason(tip.tip, seq, sealedB64, identity))
  }
}

type Sealed = { seq: number; sealedB64: string | null }

async function opened<T>(
  known: ReadonlyMap<string, Part<T>>,
  all: readonly Sealed[],
  openOne: (sealedB64: string, seq: number) => Promise<Part<T>>,
): Promise<ReadonlyMap<string, Part<T>>> {
  const parts = new Map(known)
  for (const { seq, sealedB64 } of all) {
    if (sealedB64 !== null && !parts.has(sealedB64)) parts.set(sealedB64, await openOne(sealedB64, seq))
  }
  return parts
}
