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

  /** Reads and checks what is to be paid, and opens no account. */
  async look(payables: readonly string[], kind: RunKind): Promise<void> {
    for (const payable of payables) {
      const line = await readLine(payable, null, kind)
      // Who opened the accounts meanwhile keeps them.
      if (this.of(payable) === undefined) this.#lines.set(payable, line)
    }
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
    const claim = claimOf(line)
    if (line?.is !== 'read' || claim === null || line.findings.length > 0) return false
    return line.details === null ? !PARTS_OF[claim.content.method].sealed : line.details.is === 'opened'
  }
}

/** A line with everything but its account. */
async function readLine(payable: string, pinned: Pinned | null, kind: RunKind): Promise<OpenedLine> {
  const answer = await callOffice(readPayable, { params: { payable } })
  if (answer.is !== 'done') return { is: 'failed', failure: answer }
  const { evidence } = answer.reply
  const { fen } = evidence.payable
  const line = pinned ?? { payable, claimDigest: evidence.claim?.digest ?? '', fen, accountTokenB64: null }
  return { is: 'read', shown: answer.reply, findings: lineFindings(line, kind, evidence), details: null }
}

async function openLine(
  payable: string,
  pinned: Pinned | null,
  kind: RunKind,
  identities: readonly string[],
): Promise<OpenedLine> {
  const line = await readLine(payable, pinned, kind)
  const claim = claimOf(line)
  // Where something is forged nobody's account is looked at.
  if (line.is !== 'read' || claim === null || !PARTS_OF[claim.content.method].sealed || isSuspicious(line.findings))
    return line
  const details = await openDetails(payable, claim, identities)
  if (details.is !== 'opened' || pinned === null) return { ...line, details }
  return { ...line, findings: [...line.findings, ...accountFindings(pinned, details.value, identities)], details }
}

/** The claim that an opened line is over. */
export const claimOf = (line: OpenedLine | undefined): ShownClaim | null =>
  line?.is === 'read' ? line.shown.evidence.claim : null
