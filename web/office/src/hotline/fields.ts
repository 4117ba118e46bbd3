import { CHANNELS, type Channel } from '#contract/hotline.ts'
import type { ReportField } from '#reporting/report-form.ts'
import { m } from '#words/messages.js'

export const channelWords: Readonly<Record<Channel, () => string>> = {
  phone: m.take_channel_phone,
  letter: m.take_channel_letter,
  visit: m.take_channel_visit,
}
export const channelChoices = (): { value: Channel; word: string }[] =>
  CHANNELS.map((value) => ({ value, word: channelWords[value]() }))

/** The name of each field. */
export const FIELD_WORDS: Readonly<Record<ReportField, () => string>> = {
  category: m.category,
  district: m.district,
  what: m.take_what,
  place: m.take_place,
  who: m.take_who,
  when: m.take_when,
  vehicles: m.take_vehicles,
  phones: m.take_phones,
  accounts: m.take_accounts,
  parcels: m.take_parcels,
  files: m.take_files,
  name: m.take_name,
  contact: m.take_contact,
}

/** What the operator asks aloud for a field that is written in words. */
export const ASK: Readonly<
  Record<'what' | 'place' | 'who' | 'when' | 'vehicles' | 'phones' | 'accounts' | 'parcels', () => string>
> = {
  what: m.take_what_ask,
  place: m.take_place_ask,
  who: m.take_who_ask,
  when: m.take_when_ask,
  vehicles: m.take_vehicles_ask,
  phones: m.take_phones_ask,
  accounts: m.take_accounts_ask,
  parcels: m.take_parcels_ask,
}
