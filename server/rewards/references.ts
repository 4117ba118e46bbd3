import type { Reference } from '#contract/awards.ts'
import type { Finding } from '#contract/rewards/assessment.ts'
import { factsOf } from '../cases/outcome-of.ts'
import type { Counted } from './store-records.ts'

/** An outcome as an assessment takes it. */
export function findingOf({ outcome }: Counted): Finding {
  const { happenedOn: _day, recordNumber: _number, ...facts } = factsOf(outcome)
  return { id: outcome.id, ...facts }
}

/** Where a finding comes from. */
export function referenceOf({ outcome, caseNumber, by, confirmedBy, confirmedAt }: Counted): Reference {
  return {
    outcome: outcome.id,
    kind: outcome.kind,
    recordNumber: outcome.recordNumber,
    happenedOn: outcome.happenedOn,
    caseNumber,
    enteredBy: by,
    confirmed: { by: confirmedBy, at: confirmedAt.toISOString() },
  }
}
