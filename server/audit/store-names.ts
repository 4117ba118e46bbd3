import { asc, eq, or } from 'drizzle-orm'
import type { AuditDesk, AuditPerson } from '#contract/audit.ts'
import type { Transaction } from '#db/connect.ts'
import { cases } from '#db/schema/cases.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { tips, tombstones } from '#db/schema/tips.ts'

/** The SQL of names: who and what the auditor may ask about. */

export const personColumns = { id: staff.id, login: staff.login, name: staff.name }
export const deskColumns = { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }

export const selectPeople = (tx: Transaction): Promise<AuditPerson[]> =>
  tx.select(personColumns).from(staff).orderBy(asc(staff.login))

export const selectDesks = (tx: Transaction): Promise<AuditDesk[]> =>
  tx.select(deskColumns).from(desks).orderBy(asc(desks.position))

/** Everybody with this login or this name; names are not unique. */
export const findPeople = (tx: Transaction, words: string): Promise<AuditPerson[]> =>
  tx
    .select(personColumns)
    .from(staff)
    .where(or(eq(staff.login, words.toLowerCase()), eq(staff.name, words)))

export async function findTip(tx: Transaction, serial: number) {
  const [row] = await tx
    .select({ id: tips.id, serial: tips.serial, receivedAt: tips.receivedAt })
    .from(tips)
    .where(eq(tips.serial, serial))
  return row ?? null
}

export async function findTombstone(tx: Transaction, serial: number) {
  const [row] = await tx
    .select({ id: tombstones.tipId, deletedAt: tombstones.deletedAt })
    .from(tombstones)
    .where(eq(tombstones.serial, serial))
  return row ?? null
}

export async function findCase(tx: Transaction, number: string) {
  const [row] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.number, number))
  return row ?? null
}

export async function isDesk(tx: Transaction, deskId: string): Promise<boolean> {
  return (await tx.select({ id: desks.id }).from(desks).where(eq(desks.id, deskId))).length > 0
}
