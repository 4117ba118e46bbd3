import { Fraction } from 'fraction.js'
import type { Assessment, PaidLine, Part } from '#contract/rewards/assessment.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { DRUGS, PRECURSORS, SEEDS } from '#contract/substances.ts'
import { bracketWords } from './bracket-words.ts'
import { howWords } from './how-words.ts'
import { certaintyWords, measureWords } from './measure-words.ts'
import { amountWords, convertedWords, foundWords, quantityWords, referenceOf } from './quantity-words.ts'
import { named, type Speech } from './speech.ts'

/**
 * A line of an assessment as sentences that can be read aloud to the one who reported: what was found, what it comes to, which
 * bracket that is, what the bracket pays and why, and where it is written.
 */
export type LineWords = {
  key: string
  title: string
  /** What was found, one sentence each, and what it adds up to. */
  measured: string[]
  bracket: string | null
  how: string
  amount: string
  source: string
  certainty: { mark: string; means: string }
}

/** The rows that pay, in words. */
export const paidLinesWords = (speech: Speech, rules: RuleSet, { lines }: Assessment): LineWords[] =>
  lines.flatMap((line) => (line.kind === 'row' ? [lineWords(speech, rules, line)] : []))

export function lineWords(speech: Speech, rules: RuleSet, line: PaidLine): LineWords {
  return {
    key: line.key,
    title: named(speech, line),
    measured: measuredWords(speech, rules, line),
    bracket: inBracket(speech, line),
    how: howWords(speech, line),
    amount: amountWords(speech, line.fen),
    source: line.source,
    certainty: certaintyWords(speech, line.certainty),
  }
}

/** Everything about a line in one go, as one would say it. */
export const spokenLine = ({ title, measured, bracket, how }: LineWords, { m }: Speech): string =>
  [m.award_line_title({ title }), m.award_line_found({ found: measured.join(m.award_line_semicolon()) }), bracket, how]
    .filter((words) => words !== null)
    .join(m.award_line_space())

function measuredWords(speech: Speech, rules: RuleSet, line: PaidLine): string[] {
  const { measure, parts, quantity, elsewhere } = line
  const each = parts.map((one) => partWords(speech, rules, line, one))
  const counted = elsewhere.map((one) => elsewhereWords(speech, rules, line, one))
  if (isWithoutFactor(line) || (parts.length === 1 && counted.length === 0)) return each
  const sum = speech.m.award_part_sum({ quantity: convertedWords(speech, rules, measure, quantity) })
  return [...each, ...counted, sum]
}

/** Whether a line holds what the rule set cannot convert, so that a person weighs it. */
const isWithoutFactor = ({ row, key }: PaidLine): boolean => key === `${row}:no-factor`

function elsewhereWords(
  speech: Speech,
  { rows }: RuleSet,
  { measure }: PaidLine,
  { row, quantity }: PaidLine['elsewhere'][number],
): string {
  const by = rows.find(({ id }) => id === row)
  return speech.m.award_part_elsewhere({
    quantity: quantityWords(speech, measure, quantity),
    row: by === undefined ? row : named(speech, by),
  })
}

/** 氯胺酮 600 克 × 0.1 = 60 克海洛因当量; what stands for itself is not multiplied by one. */
function partWords(speech: Speech, rules: RuleSet, line: PaidLine, part: Part): string {
  const { measure } = line
  const what = part.substance === null ? measureWords(speech, measure) : substanceWords(speech, part.substance)
  const found = foundWords(speech, measure, part.substance, part.quantity)
  if (isWithoutFactor(line)) return speech.m.award_part_no_factor({ what, found })
  const reference = referenceOf(rules, measure)
  const isReference = reference !== null && substanceIs(part, reference.zh)
  if (part.factor === null || isReference) return speech.m.award_part({ what, found })
  return speech.m.award_part_times({
    what,
    found,
    factor: part.factor,
    equals: isExact(part, part.factor) ? '=' : '≈',
    result: convertedWords(speech, rules, measure, part.equals),
  })
}

/** Whether a substance is what others are compared with. */
const substanceIs = ({ substance }: Part, zh: string): boolean => substance !== null && SUBSTANCES[substance].zh === zh

/** Whether the product is shown whole: a third of a gram has no end. */
const isExact = ({ quantity, equals }: Part, factor: string): boolean =>
  new Fraction(quantity).mul(factor).equals(equals)

const SUBSTANCES = { ...DRUGS, ...PRECURSORS, ...SEEDS }
export const substanceWords = (speech: Speech, substance: NonNullable<Part['substance']>): string =>
  named(speech, SUBSTANCES[substance])

function inBracket(speech: Speech, { measure, quantity, bracket, bounds }: PaidLine): string | null {
  const range = bracketWords(speech, measure, bracket, bounds)
  return range && speech.m.award_in_bracket({ quantity: quantityWords(speech, measure, quantity), range })
}
