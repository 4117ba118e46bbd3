import type { FreezeCause } from '#contract/money/chain.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

/** Why a payment is held up. */
export const causeWords: Words<FreezeCause> = {
  disputed: m.freeze_disputed,
  vouchers: m.freeze_vouchers,
  signature: m.freeze_signature,
  books: m.freeze_books,
  audit: m.freeze_audit,
}

/** What to clear before it goes on. */
export const clearWords: Words<FreezeCause> = {
  disputed: m.freeze_disputed_clear,
  vouchers: m.freeze_vouchers_clear,
  signature: m.freeze_signature_clear,
  books: m.freeze_books_clear,
  audit: m.freeze_audit_clear,
}
