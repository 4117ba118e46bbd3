import type { MonthState } from '#contract/books.ts'
import type { Account } from '#contract/money/accounts.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const accountWords: Words<Account> = {
  quota: m.books_account_quota,
  available: m.books_account_available,
  committed: m.books_account_committed,
  payable: m.books_account_payable,
  paying: m.books_account_paying,
}

export const monthStateWords: Words<MonthState> = {
  closed: m.months_closed,
  closable: m.months_closable,
  running: m.months_running,
  waits: m.months_waits,
}
