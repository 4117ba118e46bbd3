import { assess } from '#contract/rewards/assess.ts'
import type { Assessment, AssessmentFacts } from '#contract/rewards/assessment.ts'
import { factsOf, type TipRecords } from '#contract/rewards/compose.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import { choiceOf, type ProposalDraft } from './proposal-draft.ts'

/** A line that people decide, and what the rule allows; `maxFen` null: only the caps. */
export type DecidedLine = { line: string; minFen: string; maxFen: string | null }
export type AssessedDraft = { choice: TipChoice; facts: AssessmentFacts; assessment: Assessment; lines: DecidedLine[] }

/** What a draft comes to, as the server will find it, and the lines that it leaves to people. */
export function assessDraft(records: TipRecords, draft: ProposalDraft): AssessedDraft {
  const { document } = records.rules
  const undecided = assess(document, factsOf(records, choiceOf(draft, [], [])))
  const lines = decidedLines(undecided)
  const choice = choiceOf(
    draft,
    [],
    lines.map(({ line }) => line),
  )
  const facts = factsOf(records, choice)
  return { choice, facts, assessment: assess(document, facts), lines }
}

/** While nothing is decided, every line that people decide stands open. */
function decidedLines({ open }: Assessment): DecidedLine[] {
  const all = open.flatMap((point): DecidedLine[] => {
    if (point.kind === 'amount') return [{ line: point.line, minFen: point.minFen, maxFen: point.maxFen }]
    return point.kind === 'no-factor' ? [{ line: point.line, minFen: '0', maxFen: null }] : []
  })
  return all.filter(({ line }, place) => all.findIndex((one) => one.line === line) === place)
}
