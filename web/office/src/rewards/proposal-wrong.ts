import type { PreparedAward } from '#contract/awards.ts'
import type { Assessment } from '#contract/rewards/assessment.ts'
import { CONDITIONS, type Condition } from '#contract/rewards/rule-set.ts'
import type { DecidedLine } from './assess-draft.ts'
import { declaredCount, decidedFen, shareOf, type ProposalDraft } from './proposal-draft.ts'

/** What keeps a draft from being put forward, by where it stands on the page. */
export type ProposalWrong = {
  conditions: Partial<Record<Condition, 'answer' | 'why'>>
  /** A grant has a condition that is not met. */
  unmet?: true
  denial?: 'missing' | 'allMet'
  share?: 'notPercent' | 'tooMuch' | 'why'
  declared: Record<string, 'count' | 'number'>
  newUser?: true
  decisions: Record<string, 'notMoney' | 'bounds' | 'why'>
  other?: true
  /** The rules give nothing. */
  nothing?: true
}

const LEAST = 2
const isWritten = (text: string): boolean => text.trim().length >= LEAST

export function wrongOf(
  draft: ProposalDraft,
  prepared: PreparedAward,
  { assessment, lines }: { assessment: Assessment; lines: readonly DecidedLine[] },
): ProposalWrong {
  const conditions = Object.fromEntries(
    CONDITIONS.flatMap((condition): [Condition, 'answer' | 'why'][] => {
      const { met, why } = draft.conditions[condition]
      if (met === '') return [[condition, 'answer']]
      return isWritten(why) ? [] : [[condition, 'why']]
    }),
  ) as ProposalWrong['conditions']
  const isAnswered = CONDITIONS.every((condition) => draft.conditions[condition].met !== '')
  const areMet = CONDITIONS.every((condition) => draft.conditions[condition].met === 'yes')
  if (draft.kind === 'deny') {
    return {
      conditions,
      declared: {},
      decisions: {},
      ...(draft.denial === '' && { denial: 'missing' }),
      ...(draft.denial === 'condition' && areMet && { denial: 'allMet' }),
      ...(draft.denial !== '' && draft.denial !== 'condition' && !isWritten(draft.other) && { other: true }),
    }
  }
  return {
    conditions,
    ...(isAnswered && !areMet && { unmet: true }),
    ...shareWrong(draft, prepared),
    declared: declaredWrong(draft),
    ...(assessment.open.some(({ kind }) => kind === 'precondition') && { newUser: true }),
    decisions: decisionsWrong(draft, lines),
    ...(assessment.open.length === 0 && assessment.totalFen === '0' && { nothing: true }),
  }
}

/** Whether nothing stands in the way. */
export const isWhole = ({ conditions, declared, decisions, ...rest }: ProposalWrong): boolean =>
  [conditions, declared, decisions, rest].every((part) => Object.keys(part).length === 0)

function shareWrong({ percent, shareWhy }: ProposalDraft, { tip }: PreparedAward): Pick<ProposalWrong, 'share'> {
  const share = shareOf(percent)
  if (share === null) return { share: 'notPercent' }
  if (tip !== null && share > tip.shareLeft) return { share: 'tooMuch' }
  // The whole of a case with one tip explains itself.
  return share === WHOLE || isWritten(shareWhy) ? {} : { share: 'why' }
}
const WHOLE = 10_000

function declaredWrong({ declared }: ProposalDraft): ProposalWrong['declared'] {
  return Object.fromEntries(
    declared.flatMap(({ id, measure, count, number }): [string, 'count' | 'number'][] => {
      if (declaredCount(count) === null) return [[id, 'count']]
      return measure === 'wanted' && number.trim() === '' ? [[id, 'number']] : []
    }),
  )
}

/** Of the lines that people decide: an amount within the rule, and why. */
function decisionsWrong({ decisions }: ProposalDraft, lines: readonly DecidedLine[]): ProposalWrong['decisions'] {
  return Object.fromEntries(
    lines.flatMap(({ line, minFen, maxFen }): [string, 'notMoney' | 'bounds' | 'why'][] => {
      const { yuan, why } = decisions[line] ?? { yuan: '', why: '' }
      const fen = decidedFen(yuan)
      if (fen === null) return [[line, 'notMoney']]
      if (BigInt(fen) < BigInt(minFen) || (maxFen !== null && BigInt(fen) > BigInt(maxFen))) return [[line, 'bounds']]
      return isWritten(why) ? [] : [[line, 'why']]
    }),
  )
}
