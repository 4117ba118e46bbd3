import { NAME_KINDS, type Identifier, type IdentifierKind } from '#contract/matching.ts'
import type { Report } from '#contract/report.ts'
import { findBankCards, normalBankCard } from './bank-card.ts'
import { findCoordinates, normalCoordinates } from './coordinates.ts'
import { findHandles, normalHandle } from './handle.ts'
import { findIdCards, normalIdCard } from './id-card.ts'
import { findLandlines, normalLandline } from './landline.ts'
import { findMobiles, normalMobile } from './mobile.ts'
import { findParcels, normalParcel } from './parcel.ts'
import { findPeople, normalPerson } from './person.ts'
import { findPlates, normalPlate } from './plate.ts'
import { findQqs, normalQq } from './qq.ts'
import { readingOf, type Field, type Find, type Finder } from './reading.ts'
import { findTelegrams, normalTelegram } from './telegram.ts'
import { findVenues, normalVenue } from './venue.ts'
import { findWechats, normalWechat } from './wechat.ts'

/**
 * Everything of a tip that is searched, opened: all words but the tipster's own name and contact. A search must not lead to who reported,
 * and two tips of one tipster are not two tips about one suspect.
 */
export type TipTexts = {
  report: Omit<Report, 'name' | 'contact'>
  messages: readonly string[]
  notes: readonly string[]
}

type Kind = { find: Finder; normal: (written: string) => string | null }
/** In the order of certainty: what an earlier kind took, a later one does not. */
const KINDS: Readonly<Record<IdentifierKind, Kind>> = {
  'id-card': { find: findIdCards, normal: normalIdCard },
  plate: { find: findPlates, normal: normalPlate },
  coordinates: { find: findCoordinates, normal: normalCoordinates },
  mobile: { find: findMobiles, normal: normalMobile },
  'bank-card': { find: findBankCards, normal: normalBankCard },
  wechat: { find: findWechats, normal: normalWechat },
  handle: { find: findHandles, normal: normalHandle },
  telegram: { find: findTelegrams, normal: normalTelegram },
  parcel: { find: findParcels, normal: normalParcel },
  landline: { find: findLandlines, normal: normalLandline },
  qq: { find: findQqs, normal: normalQq },
  venue: { find: findVenues, normal: normalVenue },
  person: { find: findPeople, normal: normalPerson },
}
const IN_ORDER = Object.values(KINDS)

/** What a text in a field names, in the order of the text. */
export function identifiersIn(text: string, field: Field = 'words'): Identifier[] {
  const reading = readingOf(text, field)
  const isTaken = new Uint8Array(reading.plain.length)
  const kept: Find[] = []
  for (const { find } of IN_ORDER) {
    for (const one of find(reading)) {
      if (isTaken.subarray(one.start, one.end).includes(1)) continue
      isTaken.fill(1, one.start, one.end)
      kept.push(one)
    }
  }
  return unique(kept.sort((one, other) => one.start - other.start).map(({ identifier }) => identifier))
}

/** What a tip names: `found` counts, `guessed` are names that an officer has to confirm. */
export function findIdentifiers(texts: TipTexts): { found: Identifier[]; guessed: Identifier[] } {
  const all = unique(fieldsOf(texts).flatMap(({ text, field }) => identifiersIn(text, field)))
  return {
    found: all.filter(({ kind }) => !NAME_KINDS.has(kind)),
    guessed: all.filter(({ kind }) => NAME_KINDS.has(kind)),
  }
}

/** The normal form of something that an officer says is of this kind, or null when it cannot be. */
export const normalOf = (kind: IdentifierKind, written: string): string | null => KINDS[kind].normal(written)

/** Everything that this could be, taken for itself: what a search looks for. */
export function possibleIdentifiers(written: string): Identifier[] {
  return Object.entries(KINDS).flatMap(([kind, { normal }]) => {
    const form = normal(written)
    return form === null ? [] : [{ kind: kind as IdentifierKind, written, normal: form }]
  })
}

/** The texts of a tip that are searched, the report's first. */
export function textsOf({ report, messages, notes }: TipTexts): string[] {
  return fieldsOf({ report, messages, notes }).map(({ text }) => text)
}

/** Kind and normal form are what an identifier is; how it was written does not matter. */
export const isSame = (one: Identifier, other: Identifier): boolean =>
  one.kind === other.kind && one.normal === other.normal

export function unique(identifiers: readonly Identifier[]): Identifier[] {
  const byForm = new Map<string, Identifier>()
  for (const one of identifiers) {
    const form = `${one.kind}\0${one.normal}`
    if (!byForm.has(form)) byForm.set(form, one)
  }
  return [...byForm.values()]
}

function fieldsOf({ report, messages, notes }: TipTexts): { text: string; field: Field }[] {
  const fields: { text: string; field: Field }[] = [
    { text: report.what, field: 'words' },
    { text: report.who, field: 'who' },
    { text: report.when, field: 'words' },
    { text: report.place, field: 'place' },
    { text: report.vehicles, field: 'vehicles' },
    { text: report.phones, field: 'phones' },
    { text: report.accounts, field: 'accounts' },
    { text: report.parcels, field: 'parcels' },
    ...[...messages, ...notes].map((text) => ({ text, field: 'words' as const })),
  ]
  return fields.filter(({ text }) => text.trim() !== '')
}
