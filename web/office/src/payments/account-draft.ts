import { normalAccount } from '#contract/money/account.ts'
import type { TransferDetails } from '#contract/money/claim.ts'
import { normalIdCard } from '#seal/identifiers/id-card.ts'

/** Where somebody who took part is paid, as it is typed: the account twice, since nobody else will notice a slip. */
export type AccountDraft = { name: string; bank: string; account: string; again: string; idNumber: string }
export type AccountWrong = Partial<Record<keyof AccountDraft, 'missing' | 'form' | 'differs'>>

/** What was typed, in its normal form; or what is wrong with it, by field. */
export function accountOf(draft: AccountDraft): { details: TransferDetails } | { wrong: AccountWrong } {
  const [name, bank, id] = [draft.name.trim(), draft.bank.trim(), draft.idNumber.trim()]
  const [account, again] = [normalAccount(draft.account), normalAccount(draft.again)]
  const idNumber = id === '' ? null : normalIdCard(id)
  const wrong: AccountWrong = {
    ...(name === '' ? { name: 'missing' } : {}),
    ...(bank.length < 2 ? { bank: 'missing' } : {}),
    ...(account === null ? { account: draft.account.trim() === '' ? 'missing' : 'form' } : {}),
    ...(account !== null && account !== again ? { again: 'differs' } : {}),
    ...(id !== '' && idNumber === null ? { idNumber: 'form' } : {}),
  }
  if (account === null || Object.keys(wrong).length > 0) return { wrong }
  return { details: { method: 'transfer', name, bank, account, idNumber } }
}
