import { m as t } from '#texts/messages.js'
import type { Pay, RuleMeasure } from '#contract/rewards/rule-set.ts'
import { rangeWords } from './bracket-words.ts'
import { eachWords, moneyWords, numberWords, quantityWords } from './quantity-words.ts'

/** What a bracket pays, in words: 每名 500 元; 20,000 元至 200,000 元，由审批人决定. */
export function payWords(pay: Pay, measure: RuleMeasure): string {
  const each = eachWords(measure)
  switch (pay.kind) {
    case 'none':
      return t.row_none()
    case 'fixed':
      return moneyWords(pay.fen)
    case 'range': {
      const range = rangeWords(pay.minFen, pay.maxFen, moneyWords)
      return pay.each ? t.row_each({ each, pay: range }) : range
    }
    case 'per-unit': {
      const fen = moneyWords(pay.fen)
      return capped(pay.isProportional ? t.row_proportional({ each, fen }) : t.row_each({ each, pay: fen }), pay.capFen)
    }
    case 'base-plus': {
      const base = quantityWords(measure, pay.baseUnits)
      return capped(t.row_base({ base, fen: moneyWords(pay.baseFen), each, more: moneyWords(pay.fen) }), pay.capFen)
    }
    case 'percent':
      return capped(t.row_percent({ percent: numberWords(pay.percent) }), pay.capFen)
    case 'external':
      return pay.maxFen === null ? t.row_external() : t.row_external_upto({ max: moneyWords(pay.maxFen) })
  }
}

const capped = (pay: string, capFen: string | null): string =>
  capFen === null ? pay : t.row_capped({ pay, max: moneyWords(capFen) })
