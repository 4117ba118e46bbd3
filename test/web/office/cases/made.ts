import type { OpenedCase } from '#contract/cases.ts'
import type { Outcome, OutcomeFacts } from '#contract/outcomes.ts'

export const lin = { id: 'lin', name: '林越' }
export const chen = { id: 'chen', name: '陈海明' }

const NOTHING: OutcomeFacts = {
  kind: 'arrest',
  happenedOn: '2026-03-02',
  substance: null,
  weight: null,
  unit: null,
  recordNumber: null,
  count: null,
  measure: null,
  moneyFen: null,
}
export const facts = (given: Partial<OutcomeFacts>): OutcomeFacts => ({ ...NOTHING, ...given })

/** An outcome that Lin entered and Chen confirmed, unless said otherwise. */
export const outcome = (id: string, given: Partial<Outcome> = {}): Outcome => ({
  id,
  facts: facts({ count: 1 }),
  corrects: null,
  isVoid: false,
  enteredBy: lin,
  enteredAt: '2026-03-03T02:00:00Z',
  confirmed: { by: chen, at: '2026-03-04T02:00:00Z' },
  ...given,
})

export const entry = (
  seq: number,
  step: OpenedCase['entries'][number]['step'],
  happenedAt: string,
  at = happenedAt,
) => ({
  seq,
  step,
  happenedAt,
  at,
  by: lin,
})
export const link = (seq: number, given: Partial<OpenedCase['links'][number]> = {}): OpenedCase['links'][number] => ({
  case: 'case',
  tip: `tip ${seq}`,
  number: `2026-000${seq}`,
  desk: 'desk',
  stage: 'verifying',
  as: 'origin',
  seq,
  whySealedB64: null,
  by: lin,
  at: '2026-03-01T03:00:00Z',
  removed: null,
  acceptedAt: null,
  ...given,
})
