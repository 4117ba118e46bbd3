import { mayBeMistyped, normalAccount } from '#contract/money/account.ts'
import type { Method } from '#contract/money/names.ts'
import { normalIdCard } from '#seal/identifiers/id-card.ts'
import { plainWord } from '#seal/voucher.ts'
import type { ClaimField, ClaimValues } from './claim-values.ts'

/** Why a field cannot stay as it is; `doubtful` can, once somebody has looked again. */
export type ClaimWrong = { field: ClaimField; why: 'missing' | 'form' | 'tooLong' | 'doubtful' }
/** What the rules say of collecting. */
export type Allowed = { methods: readonly Method[]; needsId: boolean }

// As in the contract's `claimDetails`; the page must not load its parser only to know them.
const MOST_NAME = 60
const MOST_BANK = 100
const LEAST_BANK = 2
/** One sign could be tried at the desk by heart. */
const LEAST_WORD = 2
const MOST_WORD = 40

/** The ways to choose from: those of the rules, and giving up, which is always possible. */
export const waysOf = ({ methods }: Pick<Allowed, 'methods'>): Method[] => [
  ...methods.filter((method) => method !== 'decline'),
  'decline',
]

/** Everything that is wrong with what was typed, in the order of the form; empty when it can be sent. */
export function wrongInClaim(values: ClaimValues, allowed: Allowed): ClaimWrong[] {
  const { method } = values
  if (method === '' || !waysOf(allowed).includes(method)) return [{ field: 'method', why: 'missing' }]
  return OF_METHOD[method](values, allowed).filter((one) => one !== null)
}

type Check = (values: ClaimValues, allowed: Allowed) => (ClaimWrong | null)[]
const OF_METHOD: Readonly<Record<Method, Check>> = {
  transfer: (values, { needsId }) => [
    wrongText('name', values.name, 1, MOST_NAME),
    wrongText('bank', values.bank, LEAST_BANK, MOST_BANK),
    wrongForm('account', values.account, normalAccount),
    doubtful(values),
    needsId ? wrongForm('idNumber', values.idNumber, normalIdCard) : null,
  ],
  voucher: ({ word }) => [wrongWord(word)],
  proxy: ({ proxyName, proxyId, word }) => [
    wrongText('proxyName', proxyName, 1, MOST_NAME),
    wrongForm('proxyId', proxyId, normalIdCard),
    wrongWord(word),
  ],
  decline: ({ declineSure }) => [declineSure ? null : { field: 'declineSure', why: 'missing' }],
}

function wrongText(field: ClaimField, text: string, least: number, most: number): ClaimWrong | null {
  if (text === '') return { field, why: 'missing' }
  if (text.length > most) return { field, why: 'tooLong' }
  return text.length < least ? { field, why: 'form' } : null
}

function wrongForm(field: ClaimField, text: string, normal: (text: string) => string | null): ClaimWrong | null {
  if (text === '') return { field, why: 'missing' }
  return normal(text) === null ? { field, why: 'form' } : null
}

function doubtful({ account, accountSure }: ClaimValues): ClaimWrong | null {
  const digits = normalAccount(account)
  return digits !== null && mayBeMistyped(digits) && !accountSure ? { field: 'accountSure', why: 'doubtful' } : null
}

function wrongWord(word: string): ClaimWrong | null {
  if (word === '') return null
  if (word.length > MOST_WORD) return { field: 'word', why: 'tooLong' }
  return Array.from(plainWord(word)).length < LEAST_WORD ? { field: 'word', why: 'form' } : null
}
