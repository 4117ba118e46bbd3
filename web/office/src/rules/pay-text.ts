import type { Bounds, Pay, RuleMeasure, RuleRow, RuleSet } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import { grouped } from '../cases/decimal.ts'
import { bracketWords } from '../rewards/bracket-words.ts'
import { quantityWords, unitWords } from '../rewards/quantity-words.ts'
import { yuanText } from './amounts.ts'
import { speech } from './speech-now.ts'

/** What a bracket pays, in the words of an official document. What is not typed yet shows as a blank. */
const BLANK = '＿＿'
const yuan = (fen: string): string => (/^\d+$/.test(fen) ? yuanText(fen) : BLANK)

/** Which bounds a row goes by: its own, or those of the whole set. */
export const boundsOf = (row: Pick<RuleRow, 'bounds'>, set: Pick<RuleSet, 'bounds'>): Bounds => row.bounds ?? set.bounds

/** The quantities of a bracket; each bound says whether it is in. */
export function rangeText(
  measure: RuleMeasure,
  { from, to }: { from: string; to: string | null },
  bounds: Bounds,
): string {
  const blank = (decimal: string): string => (/^\d+(\.\d+)?$/.test(decimal) ? decimal : BLANK)
  const shown = { from: blank(from), to: to === null ? null : blank(to) }
  return bracketWords(speech, measure, shown, bounds) ?? m.rules_range_any()
}

export function payText(pay: Pay, measure: RuleMeasure): string {
  switch (pay.kind) {
    case 'none':
      return m.rules_pays_none()
    case 'fixed':
      return m.rules_pays_fixed({ yuan: yuan(pay.fen) })
    case 'range':
      return rangePay(pay, measure)
    case 'per-unit': {
      const each = { yuan: yuan(pay.fen), unit: unitWords(speech, measure) }
      return capped(pay.isProportional ? m.rules_pays_each_part(each) : m.rules_pays_each(each), pay.capFen)
    }
    case 'base-plus': {
      const base = { units: quantityWords(speech, measure, pay.baseUnits), unit: unitWords(speech, measure) }
      return capped(m.rules_pays_base({ ...base, base: yuan(pay.baseFen), yuan: yuan(pay.fen) }), pay.capFen)
    }
    case 'percent':
      return capped(m.rules_pays_percent({ percent: pay.percent === '' ? BLANK : grouped(pay.percent) }), pay.capFen)
    case 'external':
      return pay.maxFen === null ? m.rules_pays_external() : m.rules_pays_external_most({ most: yuan(pay.maxFen) })
  }
}

function rangePay({ minFen, maxFen, each }: Extract<Pay, { kind: 'range' }>, measure: RuleMeasure): string {
  const [least, unit] = [yuan(minFen), unitWords(speech, measure)]
  if (maxFen === null) return each ? m.rules_pays_least_each({ least, unit }) : m.rules_pays_least({ least })
  const most = yuan(maxFen)
  return each ? m.rules_pays_range_each({ least, most, unit }) : m.rules_pays_range({ least, most })
}

const capped = (text: string, capFen: string | null): string =>
  capFen === null ? text : m.rules_pays_capped({ text, most: yuan(capFen) })
