import { FIGURES, type proposeDeadlines } from '#contract/deadlines.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insertProposal, selectHolding } from './store-deadlines.ts'

/**
 * Proposes other deadlines, which wait for a second administrator. Refuses `changedMeanwhile` when others hold than were
 * seen, `proposalOpen` when a proposal waits already, and `invalidInput` for figures that change nothing.
 */
export async function propose(
  db: Database,
  who: Who,
  asked: BodyOf<typeof proposeDeadlines>,
): Promise<ReplyOf<typeof proposeDeadlines>> {
  try {
    return await db.transaction(async (tx) => {
      const holding = await selectHolding(tx)
      insist(holding.seq === asked.seen, 'changedMeanwhile')
      const isOther = FIGURES.some((figure) => holding[figure] !== asked.figures[figure])
      insist(isOther, 'invalidInput', { field: 'figures' })
      const { figures, reason } = asked
      const seq = await insertProposal(tx, figures, { reason, by: who.staff, at: new Date() })
      await record(tx, { did: 'propose-deadlines', staff: who.staff })
      return { seq }
    })
  } catch (error) {
    throw codeOf(error) === UNIQUE_VIOLATION ? new Refusal('proposalOpen') : error
  }
}
