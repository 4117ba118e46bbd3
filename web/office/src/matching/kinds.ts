import type { Identifier, IdentifierKind } from '#contract/matching.ts'
import { m } from '#words/messages.js'

/** What a kind of identifier is called, short enough for a chip. */
export const kindWords: Readonly<Record<IdentifierKind, () => string>> = {
  mobile: m.kind_of_mobile,
  landline: m.kind_of_landline,
  'id-card': m.kind_of_id_card,
  plate: m.kind_of_plate,
  'bank-card': m.kind_of_bank_card,
  wechat: m.kind_of_wechat,
  qq: m.kind_of_qq,
  telegram: m.kind_of_telegram,
  handle: m.kind_of_handle,
  parcel: m.kind_of_parcel,
  coordinates: m.kind_of_coordinates,
  venue: m.kind_of_venue,
  person: m.kind_of_person,
}

/** The normal form as one reads it: a mobile number of ours without the code of the country. */
export function shownAs({ kind, normal }: Identifier): string {
  return kind === 'mobile' && normal.startsWith('+86') ? normal.slice(3) : normal
}
