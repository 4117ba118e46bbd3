import type { PreparedAward } from '../awards.ts'
import { assess } from './assess.ts'
import type { AssessmentFacts } from './assessment.ts'
import type { StrikeChoice, TipChoice } from './choice.ts'
import type { AwardContent, StrikeAward, TipAward } from './content.ts'
import { digestOf } from './digest.ts'
import { CONDITIONS, PRECONDITIONS, type Precondition, type RuleSet } from './rule-set.ts'
import { strikeTotal } from './strikes.ts'

/**
 * How a version of an award is put together: from what the records say and from what people choose. Browser and server do the
 * same, so that what was signed in the browser is what the server stores, to the byte.
 */

/** What the records give of an award, whatever anybody wants. */
export type AwardRecords = {
  award: string
  version: number
  case: string
  desk: string
  rules: { seq: number; document: RuleSet }
}
/** What they give of an award for a tip. */
export type TipRecords = AwardRecords & {
  tip: string
  reporter: string
  /** In the order of entry. */
  findings: AssessmentFacts['findings']
  /** The preconditions that records answer. */
  answered: Partial<Record<Precondition, boolean>>
  takenFen: AssessmentFacts['takenFen']
}

/** A whole version, and what is signed of it. */
export type Composed<C extends AwardContent = AwardContent> = { content: C; digest: string }

/**
 * An award for a tip: facts from the records, the choice, and the assessment that follows from both. A denial pays nothing, so its
 * assessment has no lines.
 */
export function composeTipAward(records: TipRecords, choice: TipChoice, groundsSha256: string): Composed<TipAward> {
  const facts = factsOf(records, choice)
  const { kind, denial } = choice
  const assessed = assess(records.rules.document, facts)
  return composed({
    fund: 'tips',
    ...every(records, groundsSha256),
    tip: records.tip,
    reporter: records.reporter,
    kind,
    denial,
    conditions: CONDITIONS.flatMap((condition) => choice.conditions.filter((one) => one.condition === condition)),
    joint: choice.joint.toSorted(),
    payees: kind === 'deny' ? [] : choice.payees,
    facts,
    assessment: kind === 'deny' ? { ...assessed, lines: [], open: [], totalFen: '0' } : assessed,
  })
}

/** What is assessed: also for showing an amount while somebody still chooses. */
export function factsOf(
  records: Pick<TipRecords, 'findings' | 'answered' | 'takenFen'>,
  { declared, newUser, place, share, decisions }: TipChoice,
): AssessmentFacts {
  const answered = newUser === null ? records.answered : { ...records.answered, 'new-user': newUser }
  const preconditions = Object.fromEntries(
    PRECONDITIONS.flatMap((one) => (answered[one] === undefined ? [] : [[one, answered[one]]])),
  )
  const { findings, takenFen } = records
  return { findings, declared, preconditions, place, share, decisions: inOrder(decisions), takenFen }
}

const inOrder = (decisions: TipChoice['decisions']): TipChoice['decisions'] =>
  decisions.toSorted((one, other) => (one.line < other.line ? -1 : 1))

/** An award for those who took part. */
export function composeStrikeAward(
  records: AwardRecords,
  { participants }: StrikeChoice,
  groundsSha256: string,
): Composed<StrikeAward> {
  return composed({
    fund: 'strikes',
    ...every(records, groundsSha256),
    participants,
    totalFen: strikeTotal(participants),
  })
}

const every = ({ award, version, case: of, desk, rules }: AwardRecords, groundsSha256: string) => ({
  award,
  version,
  case: of,
  desk,
  rules: rules.seq,
  groundsSha256,
})

const composed = <C extends AwardContent>(content: C): Composed<C> => ({ content, digest: digestOf(content) })

/** What a prepared award gives for putting it together; null while no rule set is known for it. */
export function recordsOf(prepared: PreparedAward): AwardRecords | null {
  const { award, version, rules } = prepared
  if (rules === null) return null
  return { award, version, case: prepared.case.case, desk: prepared.case.desk.id, rules }
}

/** The same of an award for a tip; null also where none was prepared. */
export function tipRecordsOf(prepared: PreparedAward): TipRecords | null {
  const records = recordsOf(prepared)
  const { tip, findings, answered, takenFen } = prepared
  if (records === null || tip === null) return null
  return { ...records, tip: tip.tip, reporter: tip.reporter, findings, answered, takenFen }
}
