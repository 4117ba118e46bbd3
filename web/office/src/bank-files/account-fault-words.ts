import { m } from '#words/messages.js'
import type { AccountFault } from './account-faults.ts'

/** What to look at, as a sentence. */
export const accountFaultWords = (fault: AccountFault): string =>
  ({
    account: m.account_fault_account,
    'check-digit': m.account_fault_check_digit,
    'id-number': m.account_fault_id_number,
    'odd-text': m.account_fault_odd_text,
  })[fault]()
