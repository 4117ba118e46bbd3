import { bytesToHex } from '@noble/hashes/utils.js'
import type { ShownPayment } from '#contract/payments.ts'
import type { Database } from '#db/connect.ts'
import { selectOutcomes, type OutcomeRow, type Payment } from './store-runs.ts'

/** How these payments are shown, with what became of each. */
export async function shownPayments(
  db: Database,
  payments: readonly Payment[],
): Promise<(payment: Payment) => ShownPayment> {
  const outcomes =
    payments.length === 0
      ? []
      : await selectOutcomes(
          db,
          payments.map(({ id }) => id),
        )
  const byPayment = Map.groupBy(outcomes, ({ outcome }) => outcome.paymentId)
  return (payment) => ({
    payment: payment.id,
    line: payment.line,
    claimSeq: payment.claimSeq,
    claimDigest: bytesToHex(payment.claimDigest),
    fen: String(payment.fen),
    reference: payment.reference,
    state: payment.state,
    since: payment.since.toISOString(),
    paidOn: payment.paidOn,
    receipt: payment.receipt,
    outcomes: (byPayment.get(payment.id) ?? []).map(shownOutcome),
  })
}

const shownOutcome = ({ outcome, by }: OutcomeRow): ShownPayment['outcomes'][number] => ({
  outcome: outcome.outcome,
  cause: outcome.cause,
  fen: String(outcome.fen),
  bankReference: outcome.bankReference,
  at: outcome.at.toISOString(),
  by,
})
