import type { AuditPerson } from '#contract/audit.ts'
import type { Transaction } from '#db/connect.ts'
import { tipNumber } from '../tips/number.ts'
import { findTip, findTombstone } from './store-names.ts'

/** A tip as the auditor names it. */
export type NamedTip = { number: string; isDeleted: boolean }

/** A tip that a row leads to: with its year while it is there, afterwards by the running number that its tombstone kept. */
export function namedTip(
  there: { serial: number; receivedAt: Date } | null,
  deleted: { serial: number } | null,
): NamedTip | null {
  if (there !== null) return { number: tipNumber(there.receivedAt, there.serial), isDeleted: false }
  return deleted === null ? null : { number: serialText(deleted.serial), isDeleted: true }
}

const serialText = (serial: number): string => String(serial).padStart(4, '0')

/** A left join gives an empty person for what nobody did. */
export const namedPerson = (
  row: { id: string | null; login: string | null; name: string | null } | null,
): AuditPerson | null =>
  row === null || row.id === null || row.login === null || row.name === null
    ? null
    : { id: row.id, login: row.login, name: row.name }

export type FoundTip = NamedTip & { id: string; deletedAt: Date | null }

/** The tip of a number, with its year or without; null when no tip has it. A deleted tip is found by its running number. */
export async function tipOfNumber(tx: Transaction, number: string): Promise<FoundTip | null> {
  const serial = Number(number.split('-').at(-1))
  const year = number.includes('-') ? number.slice(0, 4) : null
  const there = await findTip(tx, serial)
  if (there !== null) {
    const full = tipNumber(there.receivedAt, there.serial)
    return year === null || full.startsWith(`${year}-`)
      ? { id: there.id, number: full, isDeleted: false, deletedAt: null }
      : null
  }
  const deleted = await findTombstone(tx, serial)
  return deleted && { id: deleted.id, number: serialText(serial), isDeleted: true, deletedAt: deleted.deletedAt }
}
