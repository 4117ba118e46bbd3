import { m as a } from '#award/messages.js'
import type { OwnLine, OwnTaken } from '#contract/own-award.ts'
import { DRUGS, PRECURSORS, SEEDLINGS, SEEDS, type Substance } from '#contract/substances.ts'
import type { Language } from '../frame/address.ts'
import { bracketWords, isAnyAmount, rangeWords } from './bracket-words.ts'
import { counted, eachWords, moneyWords, PLANT, quantityWords } from './quantity-words.ts'

/** A line of an award or an estimate as a citizen reads it: what for, how it came about, how much. */
export type LineWords = { title: string; why: string[]; amount: string }
/** What a measure is converted to, such as heroin; where it is not known the words do without. */
export type ReferenceOf = (measure: OwnLine['measure']) => string

const NAMES: Readonly<Record<Substance, { zh: string; en: string }>> = { ...DRUGS, ...PRECURSORS, ...SEEDS }
export const substanceWords = (substance: Substance, language: Language): string => NAMES[substance][language]

export const lineWords = (line: OwnLine, language: Language, referenceOf: ReferenceOf = () => ''): LineWords => ({
  title: line[language],
  why: [...measuredWords(line, language, referenceOf(line.measure)), ...elsewhereWords(line), ...bandWords(line)],
  amount: amountWords(line),
})

/** What is taken away, and why. */
export const takenWords = (taken: OwnTaken): LineWords => ({
  title: reasonWords(taken),
  why: [],
  amount: a.line_taken({ amount: moneyWords(taken.fen) }),
})

/** As many parts are told one by one; the others only counted. */
const MOST_PARTS = 8

function measuredWords(line: OwnLine, language: Language, reference: string): string[] {
  const { measure, parts, quantity, eachFen } = line
  if (parts.some(({ substance }) => substance !== null)) return partWords(line, language, reference)
  if (measure === 'special') return []
  const each = eachFen === null ? [] : [eachPaid(measure, eachFen)]
  return [joined(language, quantityWords(measure, quantity), ...each)]
}

const eachPaid = (measure: OwnLine['measure'], fen: string): string =>
  a.unit_pays({ each: eachWords(measure), amount: moneyWords(fen) })

function partWords(line: OwnLine, language: Language, reference: string): string[] {
  const { measure, parts } = line
  const named = parts.filter(({ substance }) => substance !== null)
  const told = named.slice(0, MOST_PARTS).map((part) => {
    const seized = seizedWords(part, measure, language)
    if (part.factor === null) return isConverted(measure) ? joined(language, seized, a.why_no_factor()) : seized
    const same = part.factor === '1' || isCountedAlike(part.quantity, part.equals, measure)
    return same ? seized : joined(language, seized, convertedTo(measure, part.equals, reference))
  })
  const rest = named.length > MOST_PARTS ? [a.why_more()] : []
  return [...told, ...rest, ...togetherWords(line, reference)]
}

/** What several parts come to; what cannot be converted comes to nothing that could be said. */
function togetherWords({ measure, parts, quantity }: OwnLine, reference: string): string[] {
  if (parts.length < 2 || quantity === '0') return []
  const equals = quantityWords(measure, quantity)
  return [isConverted(measure) ? a.why_together({ reference, equals }) : a.why_sum({ quantity: equals })]
}

const CONVERTED: readonly OwnLine['measure'][] = ['drugs-equivalent', 'precursors-equivalent', 'seeds']
const isConverted = (measure: OwnLine['measure']): boolean => CONVERTED.includes(measure)
const isCountedAlike = (quantity: string, equals: string, measure: OwnLine['measure']): boolean =>
  quantity === equals && measure !== 'seeds'
const convertedTo = (measure: OwnLine['measure'], equals: string, reference: string): string =>
  a.why_converted({ reference, equals: quantityWords(measure, equals) })
const joined = (language: Language, ...parts: string[]): string => parts.join(language === 'zh' ? '，' : ', ')

function seizedWords(
  { substance, quantity }: OwnLine['parts'][number],
  measure: OwnLine['measure'],
  language: Language,
): string {
  if (substance === null) return ''
  return a.why_part({
    substance: inSentence(substanceWords(substance, language)),
    quantity: asWeighed(substance, quantity, measure),
  })
}

/** Heroin as heroin; MDMA stays as it is. */
const inSentence = (name: string): string => name.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())

/** Seeds are measured in grams or plants, whatever their threshold is counted in. */
function asWeighed(substance: Substance, quantity: string, measure: OwnLine['measure']): string {
  if (measure !== 'seeds') return quantityWords(measure, quantity)
  const isCounted = (SEEDLINGS as readonly Substance[]).includes(substance)
  return isCounted ? counted(quantity, PLANT) : quantityWords('drugs-weight', quantity)
}

const elsewhereWords = ({ measure, elsewhere }: OwnLine): string[] =>
  elsewhere.map((quantity) => a.why_elsewhere({ quantity: quantityWords(measure, quantity) }))

const bandWords = ({ measure, bounds, ...ends }: OwnLine): string[] =>
  isAnyAmount(ends) ? [] : [a.why_bracket({ bracket: bracketWords(measure, ends, bounds) })]

function amountWords({ how, fen, minFen, maxFen }: OwnLine): string {
  if (how === 'undecided') return rangeWords(minFen ?? '0', maxFen, moneyWords)
  return how === 'decided' ? a.line_decided({ amount: moneyWords(fen) }) : moneyWords(fen)
}

function reasonWords({ because, limit }: OwnTaken): string {
  switch (because) {
    case 'stacking':
      return a.taken_stacking()
    case 'share':
      return a.taken_share({ share: sharePercent(limit) })
    case 'later':
      return limit === '0' ? a.taken_later_none() : a.taken_later({ limit: moneyWords(limit) })
    case 'cap-report':
      return a.taken_cap_report({ limit: moneyWords(limit) })
    case 'cap-case':
      return a.taken_cap_case({ limit: moneyWords(limit) })
    case 'cap-year':
      return a.taken_cap_year({ limit: moneyWords(limit) })
  }
}

/** Ten-thousandths as percent: 3333 as 33.33. */
const sharePercent = (tenThousandths: string): string =>
  `${tenThousandths.padStart(3, '0').slice(0, -2)}.${tenThousandths.padStart(3, '0').slice(-2)}`.replace(/\.?0+$/, '')
