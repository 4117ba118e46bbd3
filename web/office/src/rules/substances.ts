import {
  DRUG_CODES,
  DRUGS,
  PRECURSOR_CODES,
  PRECURSORS,
  SEED_CODES,
  SEEDS,
  type Substance,
} from '#contract/substances.ts'
import type { RuleMeasure, RuleSet } from '#contract/rewards/rule-set.ts'
import { named } from '../rewards/speech.ts'
import { speech } from './speech-now.ts'

export type { Substance }
export type Table = keyof RuleSet['equivalence']

const ALL = { ...DRUGS, ...PRECURSORS, ...SEEDS }

/** The name of a substance in the language of the reader. */
export const substanceName = (substance: Substance): string => named(speech, ALL[substance])

/** The substances that a table of equivalents can have. */
export const SUBSTANCES_OF_TABLE: Readonly<Record<Table, readonly Substance[]>> = {
  drugs: DRUG_CODES,
  precursors: PRECURSOR_CODES,
  seeds: SEED_CODES,
}

/** The substances that a row of this measure can be narrowed to; none where it counts something else. */
export function substancesOf(measure: RuleMeasure): readonly Substance[] {
  if (measure.startsWith('drugs')) return SUBSTANCES_OF_TABLE.drugs
  if (measure.startsWith('precursors')) return SUBSTANCES_OF_TABLE.precursors
  return measure === 'seeds' ? SUBSTANCES_OF_TABLE.seeds : []
}

/** Whether somebody who types this means the substance: part of its name in either language, or of its code. */
export function isMeant(substance: Substance, typed: string): boolean {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  return [ALL[substance].zh, ALL[substance].en, substance].some((name) => name.toLowerCase().includes(wanted))
}
