import { mayBeMistyped, normalAccount } from '#contract/money/account.ts'
import type { ClaimDetails } from '#contract/money/claim.ts'
import { normalIdCard } from '#seal/identifiers/id-card.ts'
import { cleaned, isLikeFormula } from './bank-text.ts'

/** What deserves a second look in opened details before they are paid. Only a wrong `account` hinders the bank file. */
export type AccountFault = 'account' | 'check-digit' | 'id-number' | 'odd-text'

export function accountFaults(details: ClaimDetails): AccountFault[] {
  const { idNumber } = details
  const faults: AccountFault[] = []
  if (details.method === 'transfer') {
    if (normalAccount(details.account) !== details.account) faults.push('account')
    if (mayBeMistyped(details.account)) faults.push('check-digit')
  }
  if (idNumber !== null && normalIdCard(idNumber) === null) faults.push('id-number')
  const texts = details.method === 'transfer' ? [details.name, details.bank] : [details.name]
  if (texts.some((text) => isLikeFormula(text) || cleaned(text) !== text)) faults.push('odd-text')
  return faults
}
