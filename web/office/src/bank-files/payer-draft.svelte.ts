import { normalAccount } from '#contract/money/account.ts'
import type { Payer } from './bank-line.ts'

/** The account that pays, typed once while this window is open; it is kept nowhere else. */
class PayerDraft {
  name = $state('')
  account = $state('')
  bank = $state('')

  /** As it goes into a file; null while nothing was typed. */
  get whole(): Payer | null {
    if (`${this.name}${this.account}${this.bank}`.trim() === '') return null
    return { name: this.name, account: normalAccount(this.account) ?? this.account, bank: this.bank }
  }
}

export const payerDraft = new PayerDraft()
