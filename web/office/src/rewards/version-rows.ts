import type { TipAward } from '#contract/rewards/content.ts'
import { m } from '#words/messages.js'
import { outcomeWords } from '../cases/outcome-words.ts'
import { denialWords, kindWords } from './award-words.ts'
import { declaredWords } from './declared-words.ts'
import { conditionWords } from './measure-words.ts'
import { amountWords } from './quantity-words.ts'
import { percentOf } from './rest-words.ts'
import { named, type Speech } from './speech.ts'

/** What a version says, one point a row, so that two versions can stand side by side. */
export type VersionRow = { key: string; label: string; value: string }

export function versionRows(speech: Speech, content: TipAward): VersionRow[] {
  const { kind, denial, conditions, facts, assessment, joint } = content
  const list = (words: readonly string[]): string => (words.length === 0 ? m.award_none() : words.join(m.list_comma()))
  return [
    { key: 'kind', label: m.award_row_kind(), value: denial === null ? kindWords[kind]() : denialWords[denial]() },
    { key: 'total', label: m.award_total(), value: amountWords(speech, assessment.totalFen) },
    { key: 'rules', label: m.award_row_rules(), value: assessment.rules },
    ...conditions.map(({ condition, met }) => ({
      key: condition,
      label: conditionWords(speech, condition),
      value: met ? m.award_met() : m.award_not_met(),
    })),
    { key: 'place', label: m.award_place(), value: facts.place === 'first' ? m.award_first() : m.award_later() },
    { key: 'joint', label: m.award_joint(), value: String(joint.length) },
    { key: 'share', label: m.award_share(), value: percentOf(facts.share) },
    { key: 'findings', label: m.award_findings(), value: list(facts.findings.map(outcomeWords)) },
    {
      key: 'declared',
      label: m.award_declared(),
      value: list(facts.declared.map((one) => declaredWords(speech, one))),
    },
    ...assessment.lines.flatMap((line) =>
      line.kind === 'row'
        ? [{ key: `line ${line.key}`, label: named(speech, line), value: amountWords(speech, line.fen) }]
        : [],
    ),
  ]
}

/** Two versions side by side: every point that either has, and whether it differs. */
export type Compared = { key: string; label: string; before: string; after: string; differs: boolean }

export function comparedRows(before: readonly VersionRow[], after: readonly VersionRow[]): Compared[] {
  const labels = new Map([...before, ...after].map(({ key, label }) => [key, label]))
  return [...labels].map(([key, label]) => {
    const [one, other] = [before, after].map((rows) => rows.find((row) => row.key === key)?.value ?? '—')
    return { key, label, before: one ?? '—', after: other ?? '—', differs: one !== other }
  })
}
