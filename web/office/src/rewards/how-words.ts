import { Fraction } from 'fraction.js'
import type { PaidLine } from '#contract/rewards/assessment.ts'
import type { Pay } from '#contract/rewards/rule-set.ts'
import { amountWords, quantityWords, unitWords } from './quantity-words.ts'
import type { Speech } from './speech.ts'

/** How the amount of a line came about: what the bracket pays, how often, up to what, and who decided where it leaves that to people. */
export function howWords(speech: Speech, line: PaidLine): string {
  if (line.how === 'decided' || line.how === 'undecided') return decidedWords(speech, line)
  return [paidWords(speech, line, line.bracket.pay), capWords(speech, line.bracket.pay)].join('')
}

/** What a person may decide: from, to, or as far as the caps let them. */
export const boundsWords = (speech: Speech, minFen: string, maxFen: string | null): string =>
  maxFen === null
    ? speech.m.award_amounts_from({ min: amountWords(speech, minFen) })
    : speech.m.award_amounts_between({ min: amountWords(speech, minFen), max: amountWords(speech, maxFen) })

function paidWords(speech: Speech, { measure, quantity, fen }: PaidLine, pay: Pay): string {
  const { m } = speech
  const amount = amountWords(speech, fen)
  if (pay.kind === 'fixed') return m.award_how_fixed({ amount })
  if (pay.kind === 'none') return m.award_how_none()
  if (pay.kind === 'percent') return m.award_how_percent({ percent: pay.percent, amount })
  const of = { unit: unitWords(speech, measure), amount }
  if (pay.kind === 'per-unit') {
    const counted = pay.isProportional ? quantity : wholeOf(quantity)
    const times = { ...of, each: amountWords(speech, pay.fen), count: quantityWords(speech, measure, counted) }
    return pay.isProportional ? m.award_how_per_part(times) : m.award_how_per_unit(times)
  }
  if (pay.kind === 'base-plus') {
    const more = wholeOf(new Fraction(quantity).sub(pay.baseUnits).toString())
    const base = { base: quantityWords(speech, measure, pay.baseUnits), baseAmount: amountWords(speech, pay.baseFen) }
    const each = { each: amountWords(speech, pay.fen), more: quantityWords(speech, measure, more) }
    return m.award_how_base({ ...of, ...base, ...each })
  }
  return m.award_how_fixed({ amount })
}

function capWords(speech: Speech, pay: Pay): string {
  const cap = 'capFen' in pay ? pay.capFen : null
  return cap === null ? '' : speech.m.award_how_cap({ cap: amountWords(speech, cap) })
}

function decidedWords(speech: Speech, { measure, quantity, bracket, how, minFen, maxFen, fen }: PaidLine): string {
  const { m } = speech
  const amount = amountWords(speech, fen)
  const range = boundsWords(speech, minFen ?? '0', maxFen)
  const isEach = bracket.pay.kind === 'range' && bracket.pay.each
  const each = isEach
    ? m.award_how_range_each({ unit: unitWords(speech, measure), count: quantityWords(speech, measure, quantity) })
    : ''
  if (bracket.pay.kind === 'external')
    return how === 'decided' ? m.award_how_external({ amount }) : m.award_how_external_open()
  return (how === 'decided' ? m.award_how_decided({ range, amount }) : m.award_how_undecided({ range, amount })) + each
}

/** Whole units; less than one counts for none, and there are no fewer than none. */
function wholeOf(quantity: string): string {
  const whole = new Fraction(quantity).floor()
  return whole.compare(0) < 0 ? '0' : whole.toString()
}
