import type { ClaimDetails } from '#contract/money/claim.ts'
import { normalAccount } from '#contract/money/account.ts'
import { METHODS, type Method } from '#contract/money/names.ts'
import { textOf } from '#reporting/report-form.ts'
import { normalIdCard } from '#seal/identifiers/id-card.ts'

/** The fields of the form by which an award is collected, by the names that they have in the form. */
const LINES = ['name', 'bank', 'account', 'idNumber', 'proxyName', 'proxyId', 'word'] as const
const TICKS = ['accountSure', 'declineSure'] as const
export type ClaimField = 'method' | (typeof LINES)[number] | (typeof TICKS)[number]
export type ClaimValues = Record<(typeof LINES)[number], string> &
  Record<(typeof TICKS)[number], boolean> & { method: Method | '' }

export const EMPTY_CLAIM: ClaimValues = {
  method: '',
  name: '',
  bank: '',
  account: '',
  idNumber: '',
  proxyName: '',
  proxyId: '',
  word: '',
  accountSure: false,
  declineSure: false,
}

/** Reads the form. */
export function readClaimForm(form: FormData): ClaimValues {
  const values = { ...EMPTY_CLAIM }
  const method = textOf(form, 'method')
  if (isMethod(method)) values.method = method
  for (const name of LINES) values[name] = textOf(form, name)
  for (const name of TICKS) values[name] = form.has(name)
  return values
}

const isMethod = (text: string): text is Method => (METHODS as readonly string[]).includes(text)

/** What is sealed for those who pay; the values have been checked. Null for a way that has no details. */
export function detailsOf(values: ClaimValues, needsId: boolean): ClaimDetails | null {
  if (values.method === 'transfer') {
    const { name, bank } = values
    const account = normalAccount(values.account) ?? ''
    return { method: 'transfer', name, bank, account, idNumber: needsId ? normalIdCard(values.idNumber) : null }
  }
  if (values.method !== 'proxy') return null
  return { method: 'proxy', name: values.proxyName, idNumber: normalIdCard(values.proxyId) ?? '' }
}
