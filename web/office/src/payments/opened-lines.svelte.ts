import { SvelteMap } from 'svelte/reactivity'
import type { RunKind } from '#contract/money/chain.ts'
import { PARTS_OF } from '#contract/money/claim.ts'
import type { ShownClaim } from '#contract/money/evidence.ts'
import { readPayable, type ReadPayable } from '#contract/payments.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'
import { isSuspicious } from './check-claim.ts'
import { accountFindings, lineFindings, type LineFinding, type Pinned } from './check-line.ts'
import { openDetails, type Details } from './open-details.ts'

/** A line whose claim was read, checked and opened here. `details` is null where nothing is sealed, or nothing may be opened. */
export type OpenedLine =
  | { is: 'opening' }
  | { is: 'failed'; failure: Failure }
  | { is: 'read'; shown: ReadPayable; findings: LineFinding[]; details: Details | null }

/** The lines of one batch, opened in this browser. A lock takes the page away, and this with it. */
export class OpenedLines {
  readonly #lines = new SvelteMap<string, OpenedLine>()

  of(payable: string): OpenedLine | undefined {
    return this.#lines.get(payable)
  }

  /** Opens one after the other; each opening of an account leaves a trace. A line that is not pinned yet is compared with nothing. */
  async open(
    payables: readonly { payable: string; pinned: Pinned | null }[],
    kind: RunKind,
    identities: readonly string[],
  ): Promise<void> {
    for (const { payable, pinned } of payables) {
      if (this.isGood(payable)) continue
      this.#lines.set(payable, { is: 'opening' })
      this.#lines.set(payable, await openLine(payable, pinned, kind, identities))
    }
  }

  /** Whether everything about it holds, and what is sealed of it could be opened. */
  isGood(payable: string): boolean {
    const line = this.of(payable)
    return line?.is === 'read' && line.findings.length === 0 && (line.details === null || line.details.is === 'opened')
  }
}

async function openLine(
  payable: string,
  pinned: Pinned | null,
  kind: RunKind,
  identities: readonly string[],
): Promise<OpenedLine> {
  const answer = await callOffice(readPayable, { params: { payable } })
  if (answer.is !== 'done') return { is: 'failed', failure: answer }
  const shown = answer.reply
  const { claim } = shown.evidence
  const line = pinned ?? {
    payable,
    claimDigest: claim?.digest ?? '',
    fen: shown.evidence.payable.fen,
    accountTokenB64: null,
  }
  const findings = lineFindings(line, kind, shown.evidence)
  // Where something is forged nobody's account is looked at.
  if (claim === null || !PARTS_OF[claim.content.method].sealed || isSuspicious(findings))
    return { is: 'read', shown, findings, details: null }
  const details = await openDetails(payable, claim, identities)
  if (details.is !== 'opened' || pinned === null) return { is: 'read', shown, findings, details }
  return { is: 'read', shown, findings: [...findings, ...accountFindings(pinned, details.value, identities)], details }
}

/** The claim that an opened line is over. */
export const claimOf = (line: OpenedLine | undefined): ShownClaim | null =>
  line?.is === 'read' ? line.shown.evidence.claim : null
