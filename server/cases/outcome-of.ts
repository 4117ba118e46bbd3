import type { Outcome, OutcomeFacts } from '#contract/outcomes.ts'
import { personOf } from '../tips/person.ts'
import type { OutcomeRow, selectOutcomes } from './store-outcomes.ts'

/** What a stored outcome says, as the contract has it. Weights are as typed, to the last zero. */
export function factsOf(row: OutcomeRow): OutcomeFacts {
  const { kind, happenedOn, substance, weight, unit, recordNumber, count, measure, moneyFen } = row
  return {
    kind,
    happenedOn,
    substance,
    weight,
    unit,
    recordNumber,
    count,
    measure,
    moneyFen: moneyFen?.toString() ?? null,
  }
}

type Selected = Awaited<ReturnType<typeof selectOutcomes>>[number]

export function outcomeOf({ outcome, by, confirmedBy, confirmedAt }: Selected): Outcome {
  const confirmer = personOf(confirmedBy)
  return {
    id: outcome.id,
    facts: factsOf(outcome),
    corrects: outcome.corrects,
    isVoid: outcome.isVoid,
    enteredBy: by,
    enteredAt: outcome.enteredAt.toISOString(),
    confirmed: confirmer === null || confirmedAt === null ? null : { by: confirmer, at: confirmedAt.toISOString() },
  }
}
