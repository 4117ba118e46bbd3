import type { WrongWhy } from '#reporting/wrong-in-form.ts'
import { m } from '#words/messages.js'
import { FIELD_WORDS } from './fields.ts'
import type { WrongHere } from './told.ts'

const WORDS: Readonly<Record<WrongWhy, (detail: string, field: string) => string>> = {
  categoryMissing: () => m.take_wrong_category(),
  districtMissing: () => m.take_wrong_district(),
  whatMissing: () => m.take_wrong_what(),
  tooLong: (count, field) => m.take_wrong_long({ field, count }),
  tooLongTogether: () => m.take_wrong_together(),
  tooManyFiles: () => m.take_wrong_many(),
  fileEmpty: (name) => m.take_wrong_empty({ name }),
  fileTooLarge: (name) => m.take_wrong_large({ name }),
  // Only a form without scripts has that limit; this page is one with them.
  filesTooLargeTogether: () => m.take_wrong_many(),
  fileUnreadable: (name) => m.take_wrong_unreadable({ name }),
  photoNotCleaned: (name) => m.take_wrong_unclean({ name }),
}

export function wrongWords(wrong: WrongHere): string {
  if (wrong.why === 'channelMissing') return m.take_wrong_channel()
  return WORDS[wrong.why](wrong.detail ?? '', FIELD_WORDS[wrong.field]())
}
