import type { enterOutcome } from '#contract/cases.ts'
import { wrongFields, type OutcomeFacts } from '#contract/outcomes.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import { factsOf } from './outcome-of.ts'
import { workedCase } from './own-case.ts'
import { insertOutcome, isCorrected, selectOutcome, type OutcomeRow } from './store-outcomes.ts'

type Asked = BodyOf<typeof enterOutcome>

/**
 * Enters an outcome, or a correction of one of this case that has none yet. The same entry again changes nothing; another one
 * under its id is `changedMeanwhile`, so that an edited form is never taken for the one that was sent before.
 */
export async function enter(db: Database, who: Who, caseId: string, asked: Asked): Promise<Record<string, never>> {
  const [field] = wrongFields(asked.facts)
  if (field !== undefined) throw new Refusal('outcomeIncomplete', { field })
  insist(asked.facts.happenedOn <= dayInSanya(new Date()), 'timeWrong', { field: 'happenedOn' })
  return db.transaction(async (tx) => {
    const head = await workedCase(tx, who, caseId)
    const stored = await selectOutcome(tx, asked.id)
    if (stored !== null) {
      insist(stored.shownIn === head.id && isSame(stored.outcome, who, asked), 'changedMeanwhile')
      return {}
    }
    const corrected = await correctedEntry(tx, head.id, asked)
    await insertOutcome(tx, {
      ...asked.facts,
      moneyFen: asked.facts.moneyFen === null ? null : BigInt(asked.facts.moneyFen),
      id: asked.id,
      // A correction stands with what it corrects, which may be in a case that was merged into this one.
      caseId: corrected?.caseId ?? head.id,
      corrects: asked.corrects,
      isVoid: asked.isVoid,
      enteredBy: who.staff,
      enteredAt: new Date(),
    })
    await record(tx, { did: 'enter-outcome', staff: who.staff, desk: head.deskId, case: head.id })
    return {}
  })
}

/** The entry that is corrected, or null. A void correction repeats what it takes away, so that whoever confirms it sees it. */
async function correctedEntry(tx: Transaction, caseId: string, asked: Asked): Promise<OutcomeRow | null> {
  if (asked.corrects === null) {
    insist(!asked.isVoid, 'outcomeIncomplete', { field: 'corrects' })
    return null
  }
  const { outcome, shownIn } = found(await selectOutcome(tx, asked.corrects), 'outcomeNotFound')
  insist(shownIn === caseId, 'outcomeNotFound')
  insist(!(await isCorrected(tx, outcome.id)), 'correctedAlready')
  const differing = asked.isVoid ? differingField(asked.facts, factsOf(outcome)) : undefined
  if (differing !== undefined) throw new Refusal('outcomeIncomplete', { field: differing })
  return outcome
}

function isSame(stored: OutcomeRow, who: Who, asked: Asked): boolean {
  return (
    stored.enteredBy === who.staff &&
    stored.corrects === asked.corrects &&
    stored.isVoid === asked.isVoid &&
    differingField(asked.facts, factsOf(stored)) === undefined
  )
}

function differingField(one: OutcomeFacts, other: OutcomeFacts): string | undefined {
  return (Object.keys(one) as (keyof OutcomeFacts)[]).find((field) => one[field] !== other[field])
}
