import type { confirmOutcome } from '#contract/cases.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { FIGURES_DIFFER } from '#db/sql-states.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { workedCase } from './own-case.ts'
import { insertConfirmation, isReplaced, selectConfirmer, selectOutcome } from './store-outcomes.ts'

/**
 * Confirms an outcome as a second person, with the figures typed again. The same person again changes nothing. That it is a
 * second one and that the figures agree is held by the database.
 */
export async function confirm(
  db: Database,
  who: Who,
  at: { case: string; outcome: string },
  typed: BodyOf<typeof confirmOutcome>,
): Promise<Record<string, never>> {
  try {
    return await db.transaction(async (tx) => {
      const head = await workedCase(tx, who, at.case)
      const { outcome, shownIn } = found(await selectOutcome(tx, at.outcome), 'outcomeNotFound')
      insist(shownIn === head.id, 'outcomeNotFound')
      const confirmer = await selectConfirmer(tx, outcome.id)
      if (confirmer === who.staff) return {}
      insist(confirmer === null, 'confirmedAlready')
      insist(outcome.enteredBy !== who.staff, 'ownOutcome')
      insist(!(await isReplaced(tx, outcome.id)), 'correctedAlready')
      await insertConfirmation(tx, {
        ...typed,
        moneyFen: typed.moneyFen === null ? null : BigInt(typed.moneyFen),
        outcomeId: outcome.id,
        enteredBy: outcome.enteredBy,
        staffId: who.staff,
        at: new Date(),
      })
      await record(tx, { did: 'confirm-outcome', staff: who.staff, desk: head.deskId, case: head.id })
      return {}
    })
  } catch (error) {
    throw codeOf(error) === FIGURES_DIFFER ? new Refusal('quantityDiffers') : error
  }
}
