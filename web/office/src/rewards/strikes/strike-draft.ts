import type { Participant, ParticipantKind, StrikeAward } from '#contract/rewards/content.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import {
  MAX_PART_LENGTH,
  rowsFor,
  strikeFaults,
  type StrikeFault,
  type StrikeGrounds,
} from '#contract/rewards/strikes.ts'
import { normalPayee, type KnownBy } from '#seal/payee-tokens.ts'
import { fenOf, yuanOf } from '../../cases/decimal.ts'

/** Somebody who took part, as it is being typed. Empty texts are fields that nobody filled in. */
export type PartDraft = {
  /** For the list on the page; says nothing. */
  key: string
  kind: ParticipantKind
  name: string
  unit: string
  /** The account of a colleague; empty: nobody of this office was chosen. */
  staff: string
  phone: string
  idNumber: string
  /** The part that they had in the case; sealed. */
  part: string
  row: string
  yuan: string
}
export type PartField = 'name' | 'unit' | 'phone' | 'idNumber' | 'part' | 'row' | 'yuan'
/** Why a field cannot stay as it is. */
export type PartFault =
  | Exclude<StrikeFault['fault'], 'nobody' | 'too-many'>
  | 'missing'
  | 'no-phone'
  | 'no-number'
  | 'no-sum'
export type PartWrong = Partial<Record<PartField, PartFault>>

/** Where the fault of a participant shows. */
const FIELD_OF: Readonly<Record<Exclude<StrikeFault['fault'], 'nobody' | 'too-many'>, PartField>> = {
  'named-twice': 'name',
  'unit-missing': 'unit',
  'payee-missing': 'phone',
  'payee-of-unit': 'phone',
  'row-missing': 'row',
  'row-unknown': 'row',
  'row-not-for': 'row',
  nothing: 'yuan',
  'too-little': 'yuan',
  'too-much': 'yuan',
}

export type ReadStrike =
  | { is: 'whole'; participants: Participant[]; grounds: StrikeGrounds }
  /** `list`: what is wrong with all of it; `parts`: with each, in their order. */
  | { is: 'wrong'; list: 'nobody' | 'too-many' | null; parts: PartWrong[] }

export function newPart(kind: ParticipantKind, key: string): PartDraft {
  return { key, kind, name: '', unit: '', staff: '', phone: '', idNumber: '', part: '', row: '', yuan: '' }
}

/** The participants of an earlier version, to begin with; reasons and numbers as far as they could be opened. */
export function draftsOf(
  { participants }: StrikeAward,
  grounds: StrikeGrounds | null,
  keyOf: () => string,
): PartDraft[] {
  return participants.map(({ kind, name, unit, staff, row, fen }, index) => {
    const payee = grounds?.payees[String(index)]
    return {
      ...newPart(kind, keyOf()),
      name,
      unit: unit ?? '',
      staff: staff ?? '',
      row: row ?? '',
      yuan: yuanOf(fen),
      part: grounds?.participants[String(index)] ?? '',
      phone: payee?.phone ?? '',
      idNumber: payee?.idNumber ?? '',
    }
  })
}

/**
 * What the drafts say, or what is wrong with them. `tokensOf` makes what stands for a person; their phone and number themselves go
 * only into the grounds, which are sealed.
 */
export function readStrike(
  drafts: readonly PartDraft[],
  other: string,
  ruleSet: Pick<RuleSet, 'strikeRows'>,
  tokensOf: (known: KnownBy) => string[],
): ReadStrike {
  const participants = drafts.map((draft) => participantOf(draft, ruleSet, tokensOf))
  const faults = strikeFaults(ruleSet, participants)
  const list = faults.find(({ index }) => index === null)?.fault
  const parts = drafts.map((draft, index) => ({ ...faultsAt(faults, index), ...typedWrong(draft) }))
  const isWrong = list !== undefined || parts.some((wrong) => Object.keys(wrong).length > 0)
  if (isWrong) return { is: 'wrong', list: list === 'nobody' || list === 'too-many' ? list : null, parts }
  return { is: 'whole', participants, grounds: groundsOf(drafts, other) }
}

/** What was typed so far, added up; amounts that are none yet count nothing. */
export const totalSoFar = (drafts: readonly Pick<PartDraft, 'yuan'>[]): string =>
  drafts.reduce((sum, { yuan }) => sum + BigInt(fenOf(yuan) ?? '0'), 0n).toString()

/** Moves the one at a place by one, up or down; the same list where there is no place to move to. */
export function moved<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const [one, other] = [list[index], list[index + by]]
  if (one === undefined || other === undefined) return [...list]
  return list.with(index, other).with(index + by, one)
}

function participantOf(
  { kind, name, unit, staff, phone, idNumber, row, yuan }: PartDraft,
  { strikeRows }: Pick<RuleSet, 'strikeRows'>,
  tokensOf: (known: KnownBy) => string[],
): Participant {
  const isUnit = kind === 'unit'
  const phones = [isUnit ? null : normalPayee('phone', phone)].flatMap((one) => one ?? [])
  const idNumbers = [isUnit ? null : normalPayee('id-card', idNumber)].flatMap((one) => one ?? [])
  return {
    kind,
    name: name.trim(),
    unit: unit.trim() === '' ? null : unit.trim(),
    staff: isUnit || staff === '' ? null : staff,
    // What was chosen before the kind was changed may not be for this kind.
    row: rowsFor(strikeRows, kind).some(({ id }) => id === row) ? row : null,
    fen: fenOf(yuan) ?? '0',
    payees: tokensOf({ phones, idNumbers }),
  }
}

/** The first fault of each field. */
function faultsAt(faults: readonly StrikeFault[], at: number): PartWrong {
  const wrong: PartWrong = {}
  for (const { index, fault } of faults) {
    if (index !== at || fault === 'nobody' || fault === 'too-many') continue
    wrong[FIELD_OF[fault]] ??= fault
  }
  return wrong
}

/** What is wrong with the words themselves; it says more than what follows from them. */
function typedWrong({ kind, name, phone, idNumber, part, yuan }: PartDraft): PartWrong {
  const isPerson = kind !== 'unit'
  return {
    ...(name.trim() === '' && { name: 'missing' }),
    ...(isPerson && phone.trim() !== '' && normalPayee('phone', phone) === null && { phone: 'no-phone' }),
    ...(isPerson && idNumber.trim() !== '' && normalPayee('id-card', idNumber) === null && { idNumber: 'no-number' }),
    ...(part.trim().length < 2 && { part: 'missing' }),
    ...(fenOf(yuan) === null && { yuan: yuan.trim() === '' ? 'missing' : 'no-sum' }),
  }
}

function groundsOf(drafts: readonly PartDraft[], other: string): StrikeGrounds {
  const at = drafts.map((draft, index): [string, PartDraft] => [String(index), draft])
  const persons = at.filter(([, { kind }]) => kind !== 'unit')
  return {
    participants: Object.fromEntries(at.map(([place, { part }]) => [place, part.trim().slice(0, MAX_PART_LENGTH)])),
    payees: Object.fromEntries(
      persons.map(([place, { phone, idNumber }]) => [
        place,
        { phone: normalPayee('phone', phone), idNumber: normalPayee('id-card', idNumber) },
      ]),
    ),
    other: other.trim(),
  }
}
