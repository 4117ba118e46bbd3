import { eq } from 'drizzle-orm'
import type { AuditDesk, AuditPerson } from '#contract/audit.ts'
import type { Transaction } from '#db/connect.ts'
import { cases, outcomes } from '#db/schema/cases.ts'
import { records, rowChanges } from '#db/schema/log.ts'
import { supervisionOrders } from '#db/schema/orders.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { tips, tombstones } from '#db/schema/tips.ts'
import { deskColumns, personColumns } from './store-names.ts'

/** The SQL of what a finding is about. */

export async function personOf(tx: Transaction, id: string): Promise<AuditPerson | null> {
  return (await tx.select(personColumns).from(staff).where(eq(staff.id, id)))[0] ?? null
}

export async function deskOf(tx: Transaction, id: string): Promise<AuditDesk | null> {
  return (await tx.select(deskColumns).from(desks).where(eq(desks.id, id)))[0] ?? null
}

export async function caseNumber(tx: Transaction, id: string): Promise<string | null> {
  return (await tx.select({ number: cases.number }).from(cases).where(eq(cases.id, id)))[0]?.number ?? null
}

export async function caseOfOutcome(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ number: cases.number })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .where(eq(outcomes.id, id))
  return row?.number ?? null
}

const tipColumns = { serial: tips.serial, receivedAt: tips.receivedAt }
const deletedColumns = { serial: tombstones.serial }

export async function tipOf(tx: Transaction, id: string) {
  const [there] = await tx.select(tipColumns).from(tips).where(eq(tips.id, id))
  const [deleted] = await tx.select(deletedColumns).from(tombstones).where(eq(tombstones.tipId, id))
  return { there: there ?? null, deleted: deleted ?? null }
}

/** The tip that a supervision order is about. */
export async function tipOfOrder(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ tipId: supervisionOrders.tipId })
    .from(supervisionOrders)
    .where(eq(supervisionOrders.id, id))
  return row?.tipId ?? null
}

export async function behindChange(tx: Transaction, seq: string) {
  const [row] = await tx
    .select({ source: rowChanges.source, record: rowChanges.record })
    .from(rowChanges)
    .where(eq(rowChanges.seq, Number(seq)))
  return row ?? null
}

export async function recordOf(tx: Transaction, seq: string) {
  const [row] = await tx
    .select({ tip: tipColumns, deleted: deletedColumns, case: cases.number, person: personColumns, desk: deskColumns })
    .from(records)
    .leftJoin(tips, eq(tips.id, records.tipId))
    .leftJoin(tombstones, eq(tombstones.tipId, records.tipId))
    .leftJoin(cases, eq(cases.id, records.caseId))
    .leftJoin(staff, eq(staff.id, records.staffId))
    .leftJoin(desks, eq(desks.id, records.deskId))
    .where(eq(records.seq, Number(seq)))
  return row ?? null
}
