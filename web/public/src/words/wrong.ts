import { m } from '#words/messages.js'
import type { Wrong, WrongWhy } from '#reporting/wrong-in-form.ts'

const words: Record<WrongWhy, (detail: string) => string> = {
  categoryMissing: () => m.wrong_category(),
  districtMissing: () => m.wrong_district(),
  whatMissing: () => m.wrong_what(),
  tooLong: (count) => m.wrong_long({ count }),
  tooLongTogether: () => m.wrong_together(),
  tooManyFiles: () => m.wrong_many(),
  fileEmpty: (name) => m.wrong_empty({ name }),
  fileTooLarge: (name) => m.wrong_large({ name }),
  filesTooLargeTogether: () => m.wrong_large_together(),
  fileUnreadable: (name) => m.wrong_unreadable({ name }),
  photoNotCleaned: (name) => m.wrong_unclean({ name }),
}

export const wrongWords = ({ why, detail }: Wrong): string => words[why](detail ?? '')
