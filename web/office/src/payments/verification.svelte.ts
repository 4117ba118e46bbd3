import { SvelteMap } from 'svelte/reactivity'
import type { PayableRow } from '#contract/payables.ts'
import { readPayable } from '#contract/payments.ts'
import { callOffice } from '../session/call-office.ts'
import { findingsOf, isSuspicious, type Finding } from './check-claim.ts'

/** What this browser found of one row. `unread`: its evidence could not be fetched. */
export type Verified = { is: 'checking' } | { is: 'checked'; findings: Finding[] } | { is: 'unread' }

/** The rows of a list, checked one after the other while somebody looks at them. */
export class Verification {
  readonly #found = new SvelteMap<string, Verified>()
  #turn = 0

  of(row: PayableRow): Verified | undefined {
    return this.#found.get(keyOf(row))
  }

  /** Only what holds here may be paid. */
  isGood(row: PayableRow): boolean {
    const found = this.of(row)
    return found?.is === 'checked' && found.findings.length === 0
  }

  /** Checks what was not checked yet; a later list takes over from an earlier one. */
  async show(rows: readonly PayableRow[]): Promise<void> {
    const turn = (this.#turn += 1)
    for (const row of rows.filter(isChecked)) {
      if (turn !== this.#turn) return
      const before = this.of(row)
      if (before?.is === 'checked') continue
      this.#found.set(keyOf(row), { is: 'checking' })
      this.#found.set(keyOf(row), await check(row))
    }
  }

  stop(): void {
    this.#turn += 1
  }
}

/** There is something to check once somebody has claimed, and before it is over. */
export const isChecked = ({ claim, state }: PayableRow): boolean =>
  claim !== null && (state === 'claimed' || state === 'paying')

async function check({ payable }: PayableRow): Promise<Verified> {
  const answer = await callOffice(readPayable, { params: { payable } })
  if (answer.is !== 'done') return { is: 'unread' }
  return { is: 'checked', findings: findingsOf(answer.reply.evidence) }
}

/** A row that has moved is checked anew. */
const keyOf = ({ payable, claim, state, fen, frozen }: PayableRow): string =>
  [payable, claim?.seq, state, fen, ...frozen].join('/')

/** What the mark of a row says: good, held up for a reason, or something that nobody does by mistake. */
export type Mark = 'checking' | 'unread' | 'good' | 'held' | 'bad'
export function markOf(found: Verified): Mark {
  if (found.is !== 'checked') return found.is
  if (found.findings.length === 0) return 'good'
  return isSuspicious(found.findings) ? 'bad' : 'held'
}
