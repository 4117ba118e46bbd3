import { normalAccount } from '#contract/money/account.ts'
import type { BankLine, Payer } from './bank-line.ts'
import { cleaned, isLikeFormula } from './bank-text.ts'
import { needsPayer, type Profile } from './profiles.ts'

/** Why no file can be made. `line` is the place of the line in the batch, from 1. */
export type BankFault =
  | { is: 'empty' }
  | { is: 'too-many'; count: number; most: number }
  | { is: 'payer' }
  | { is: 'name' | 'bank'; line: number; most: number }
  | { is: 'account' | 'sum' | 'reference'; line: number }
  | { is: 'twice'; line: number; reference: string }
  | { is: 'too-big'; most: number }

/** What a line says otherwise than was claimed, or deserves a look; the file is made all the same. */
export type BankNotice =
  | { is: 'changed' | 'formula'; line: number; field: 'name' | 'bank' }
  | { is: 'same-account'; line: number; as: number }

/** Two letters and fourteen digits. */
const REFERENCE = /^[A-Z]{2}\d{14}$/
/** Fifteen digits of fen are exact in every spreadsheet. */
const MOST_FEN = 10n ** 15n

/** What hinders a file by this profile; empty where nothing does. */
export function bankFaults(lines: readonly BankLine[], profile: Profile, payer: Payer | null): BankFault[] {
  const most = profile.limits.lines
  if (lines.length === 0) return [{ is: 'empty' }]
  if (lines.length > most) return [{ is: 'too-many', count: lines.length, most }]
  const seen = new Set<string>()
  const faults = lines.flatMap((line, index) => {
    const twice: BankFault[] = seen.has(line.reference)
      ? [{ is: 'twice', line: index + 1, reference: line.reference }]
      : []
    seen.add(line.reference)
    return [...faultsOf(line, index + 1, profile), ...twice]
  })
  return needsPayer(profile) && !isWhole(payer) ? [{ is: 'payer' }, ...faults] : faults
}

const isWhole = (payer: Payer | null): boolean =>
  payer !== null &&
  cleaned(payer.name) !== '' &&
  cleaned(payer.bank) !== '' &&
  normalAccount(payer.account) === payer.account

function faultsOf({ name, bank, account, fen, reference }: BankLine, line: number, profile: Profile): BankFault[] {
  const { limits, columns } = profile
  const faults: BankFault[] = []
  const isBad = (text: string, most: number): boolean => cleaned(text) === '' || cleaned(text).length > most
  if (isBad(name, limits.name)) faults.push({ is: 'name', line, most: limits.name })
  if (columns.some(({ of }) => of === 'bank') && isBad(bank, limits.bank))
    faults.push({ is: 'bank', line, most: limits.bank })
  if (normalAccount(account) !== account) faults.push({ is: 'account', line })
  if (fen <= 0n || fen >= MOST_FEN) faults.push({ is: 'sum', line })
  if (!REFERENCE.test(reference)) faults.push({ is: 'reference', line })
  return faults
}

/** What the cashier should know of a file that can be made. */
export function bankNotices(lines: readonly BankLine[]): BankNotice[] {
  const first = new Map<string, number>()
  return lines.flatMap((each, index): BankNotice[] => {
    const line = index + 1
    const as = first.get(each.account)
    if (as === undefined) first.set(each.account, line)
    const same: BankNotice[] = as === undefined ? [] : [{ is: 'same-account', line, as }]
    return [...(['name', 'bank'] as const).flatMap((field) => noticeOf(each[field], line, field)), ...same]
  })
}

function noticeOf(text: string, line: number, field: 'name' | 'bank'): BankNotice[] {
  if (isLikeFormula(cleaned(text))) return [{ is: 'formula', line, field }]
  return cleaned(text) === text ? [] : [{ is: 'changed', line, field }]
}
