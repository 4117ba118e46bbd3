import type { StrikeAward } from '#contract/rewards/content.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import type { VersionRow } from '../version-rows.ts'
import { partKindWords, rowWords, sumWords } from './strike-words.ts'

/** What a version says of those who took part, one a row, so that two versions can stand side by side. */
export function strikeVersionRows(
  { participants, totalFen }: StrikeAward,
  rules: Pick<RuleSet, 'strikeRows'>,
): VersionRow[] {
  return [
    { key: 'total', label: m.award_total(), value: sumWords(totalFen) },
    ...participants.map((one) => ({
      key: [one.kind, one.name, one.unit ?? ''].join('\n'),
      label: [one.name, partKindWords[one.kind](), one.unit ?? ''].filter(Boolean).join(' · '),
      value: `${sumWords(one.fen)} · ${rowWords(one, rules)}`,
    })),
  ]
}
