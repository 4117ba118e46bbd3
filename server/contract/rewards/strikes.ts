import * as z from 'zod/mini'
import { MAX_PARTICIPANTS, type Participant } from './content.ts'
import type { RuleSet, StrikeRow } from './rule-set.ts'

/** Rewards for those who took part 打击奖励: what must hold of a list of participants, and what it comes to. Pure; browser and server ask it. */

export const STRIKE_FAULTS = [
  'nobody', // nobody is named
  'too-many',
  'named-twice', // the same unit, account, phone, identity number, or name of one unit
  'unit-missing', // an officer or a grid worker belongs somewhere
  'payee-missing', // nothing stands for a person, so nobody could tell that they got the other reward
  'payee-of-unit', // a unit has no phone and no account of its own here
  'row-missing', // the tariff has rows, and none was chosen
  'row-unknown', // the rule set has no such row
  'row-not-for', // the row is for units, and this is a person, or the other way round
  'nothing', // an amount of nothing
  'too-little',
  'too-much',
] as const
export type StrikeFault = {
  /** Whose line, from 0; null: of the whole list. */
  index: number | null
  fault: (typeof STRIKE_FAULTS)[number]
}

/** What is wrong with a list of participants under a rule set, in the order of the list; empty when nothing is. */
export function strikeFaults(
  ruleSet: Pick<RuleSet, 'strikeRows'>,
  participants: readonly Participant[],
): StrikeFault[] {
  if (participants.length === 0) return [{ index: null, fault: 'nobody' }]
  if (participants.length > MAX_PARTICIPANTS) return [{ index: null, fault: 'too-many' }]
  return participants.flatMap((one, index) =>
    [
      ...(isNamedBefore(participants, index) ? (['named-twice'] as const) : []),
      ...whoFaults(one),
      ...amountFaults(ruleSet.strikeRows, one),
    ].map((fault) => ({ index, fault })),
  )
}

/** What the participants get together, in fen. */
export const strikeTotal = (participants: readonly Pick<Participant, 'fen'>[]): string =>
  participants.reduce((sum, { fen }) => sum + BigInt(fen), 0n).toString()

/** Whether a sum needs a second leader: it is above the limit of the rule set. The database computes it again from the pinned rules. */
export const isAboveLimit = ({ secondApproval }: Pick<RuleSet, 'secondApproval'>, totalFen: string): boolean =>
  secondApproval !== null && BigInt(totalFen) > BigInt(secondApproval.fen)

/** The rows of the tariff that are meant for somebody of this kind. */
export const rowsFor = (rows: readonly StrikeRow[], kind: Participant['kind']): StrikeRow[] =>
  rows.filter(({ for: whom }) => whom === 'either' || (whom === 'unit') === (kind === 'unit'))

/** The longest reason of one participant: sixty of them fit one envelope. */
export const MAX_PART_LENGTH = 200
const written = z.string().check(z.maxLength(MAX_PART_LENGTH))
/** By place in the list, from '0'. */
const place = z.string().check(z.regex(/^\d{1,2}$/))

/**
 * The body of the `award-grounds` envelope of a strike award: the part that each had in the case, and for paying later the phone and
 * identity number of the persons. Never leaves the browser unsealed.
 */
export const strikeGrounds = z.object({
  participants: z.record(place, written),
  payees: z.record(place, z.object({ phone: z.nullable(written), idNumber: z.nullable(written) })),
  other: z.string().check(z.maxLength(1000)),
})
export type StrikeGrounds = z.output<typeof strikeGrounds>

function whoFaults({ kind, unit, staff, payees }: Participant): StrikeFault['fault'][] {
  if (kind === 'unit') return payees.length > 0 || staff !== null ? ['payee-of-unit'] : []
  const hasNoUnit = unit === null && kind !== 'other'
  return [
    ...(hasNoUnit ? (['unit-missing'] as const) : []),
    ...(payees.length === 0 ? (['payee-missing'] as const) : []),
  ]
}

/** An empty tariff leaves the amount to a person and their reason. One with rows pays nobody beside them; both its bounds may be paid. */
function amountFaults(rows: readonly StrikeRow[], { kind, row, fen }: Participant): StrikeFault['fault'][] {
  const nothing = BigInt(fen) === 0n ? (['nothing'] as const) : []
  if (row === null) return rows.length === 0 ? [...nothing] : ['row-missing', ...nothing]
  const chosen = rows.find(({ id }) => id === row)
  if (chosen === undefined) return ['row-unknown', ...nothing]
  if (!rowsFor([chosen], kind).includes(chosen)) return ['row-not-for', ...nothing]
  if (nothing.length > 0) return [...nothing]
  if (chosen.minFen !== null && BigInt(fen) < BigInt(chosen.minFen)) return ['too-little']
  return chosen.maxFen !== null && BigInt(fen) > BigInt(chosen.maxFen) ? ['too-much'] : []
}

function isNamedBefore(participants: readonly Participant[], index: number): boolean {
  const one = participants[index]
  return one !== undefined && participants.slice(0, index).some((other) => isSamePerson(one, other))
}

/** Two people of one name in one unit have to be told apart by their names, as in 王伟（大）. */
function isSamePerson(one: Participant, other: Participant): boolean {
  if ((one.kind === 'unit') !== (other.kind === 'unit')) return false
  if (one.staff !== null && one.staff === other.staff) return true
  if (one.payees.some((token) => other.payees.includes(token))) return true
  if (folded(one.name) !== folded(other.name)) return false
  return one.kind === 'unit' || folded(one.unit ?? '') === folded(other.unit ?? '')
}

/** As people would call it the same: without width, gaps and case. */
const folded = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
