import type { Assessment, AssessmentFacts, OpenPoint, TakenLine } from '#contract/rewards/assessment.ts'
import { LATER_LINE } from '#contract/rewards/decisions.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { bracketWords } from './bracket-words.ts'
import { boundsWords } from './how-words.ts'
import { substanceWords } from './line-words.ts'
import { preconditionWords } from './measure-words.ts'
import { amountWords } from './quantity-words.ts'
import { named, type Speech } from './speech.ts'

/** What takes away from the sum, what pays nothing and why, and what is still open: each as what one would say of it. */
export type TakenWords = { title: string; why: string; amount: string; source: string | null }
type Unpaid = Assessment['unpaid'][number]

export function takenWords(
  speech: Speech,
  facts: AssessmentFacts,
  { because, limit, fen, source }: TakenLine,
): TakenWords {
  const { m } = speech
  const taken = { amount: amountWords(speech, fen), source }
  const cap = (): string => amountWords(speech, limit)
  const others = facts.takenFen
  switch (because) {
    case 'stacking':
      return { title: m.award_taken_highest(), why: m.award_taken_highest_why(), ...taken }
    case 'share':
      return { title: m.award_taken_share({ percent: percentOf(limit) }), why: m.award_taken_share_why(), ...taken }
    case 'later':
      return { title: m.award_taken_later({ cap: cap() }), why: m.award_taken_later_why(), ...taken }
    case 'cap-report':
      return { title: m.award_taken_report({ cap: cap() }), why: m.award_taken_report_why(), ...taken }
    case 'cap-case': {
      const why = m.award_taken_case_why({ others: amountWords(speech, others.case) })
      return { title: m.award_taken_case({ cap: cap() }), why, ...taken }
    }
    case 'cap-year': {
      const why = m.award_taken_year_why({ others: amountWords(speech, others.year) })
      return { title: m.award_taken_year({ cap: cap() }), why, ...taken }
    }
  }
}

/** Ten-thousandths as percent: 6000 is 60%, 3333 is 33.33%. */
export function percentOf(share: string | number): string {
  const digits = String(share).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '') + '%'
}

/** Why a row that was looked at pays nothing. */
export function unpaidWords(speech: Speech, { rows, bounds }: RuleSet, unpaid: Unpaid): { title: string; why: string } {
  const { m } = speech
  const title = named(speech, unpaid)
  const statement = unpaid.precondition === null ? '' : preconditionWords(speech, unpaid.precondition)
  if (unpaid.because === 'precondition') return { title, why: m.award_unpaid_precondition({ statement }) }
  if (unpaid.because === 'unknown-precondition') return { title, why: m.award_unpaid_unknown({ statement }) }
  if (unpaid.because === 'counted-elsewhere') {
    const by = rows.filter(({ replaces }) => replaces.includes(unpaid.row)).map((row) => named(speech, row))
    return { title, why: m.award_unpaid_elsewhere({ row: by.join(m.award_line_or()) }) }
  }
  const row = rows.find(({ id }) => id === unpaid.row)
  const paying = row?.brackets.find(({ pay }) => pay.kind !== 'none')
  const from =
    row && paying ? bracketWords(speech, row.measure, { from: paying.from, to: null }, row.bounds ?? bounds) : null
  return { title, why: from === null ? m.award_unpaid_none() : m.award_unpaid_below({ from }) }
}

/** What somebody has to do about an open point. `line` names the row that it is about. */
export function openWords(speech: Speech, rules: RuleSet, { lines }: Assessment, point: OpenPoint): string {
  const { m } = speech
  const rowOf = (key: string): string => {
    if (key === LATER_LINE) return m.award_later_line()
    const line = lines.find((one) => one.kind === 'row' && one.key === key)
    const row = rules.rows.find(({ id }) => id === key.split(':')[0])
    return line?.kind === 'row' ? named(speech, line) : row ? named(speech, row) : key
  }
  switch (point.kind) {
    case 'amount':
      return m.award_open_amount({ row: rowOf(point.line), range: boundsWords(speech, point.minFen, point.maxFen) })
    case 'decision-out-of-bounds':
      return m.award_open_bounds({ row: rowOf(point.line), range: boundsWords(speech, point.minFen, point.maxFen) })
    case 'decision-without-line':
      return m.award_open_no_line({ row: rowOf(point.line) })
    case 'no-factor':
      return m.award_open_no_factor({ substance: substanceWords(speech, point.substance) })
    case 'precondition':
      return m.award_open_precondition({
        row: rowOf(point.row),
        statement: preconditionWords(speech, point.precondition),
      })
  }
}
