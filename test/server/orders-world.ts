import type postgres from 'postgres'
import { connect, type Database } from '#db/connect.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Who } from '#server/http/serve.ts'
import { escalate } from '#server/orders/escalate.ts'
import { foundedOffice, newOfficer, sentTip, startWorld, type Founded, type Officer, type World } from './world.ts'

/** An office with an auditor, whose tips wait for somebody to do something. Times are those of Sanya. */
export type Orders = {
  world: World
  founded: Founded
  auditor: Officer
  db: Database
  owner: postgres.Sql
  /** Escalates as the job would at nine in the morning of a day. Gives how many things happened. */
  escalateOn: (day: string, db?: Database) => Promise<number>
  stop: () => Promise<void>
}

export const morning = (day: string): Date => new Date(`${day}T09:00:00+08:00`)

export async function ordersWorld(): Promise<Orders> {
  const world = await startWorld()
  const founded = await foundedOffice(world)
  const auditor = await newOfficer(world, founded, founded.audit, 'fang.auditor', { role: 'auditor' })
  const db = connect(world.database.officeUrl, 4)
  return {
    world,
    founded,
    auditor,
    db,
    owner: world.database.owner,
    escalateOn: (day, other = db) => escalate({ db: other, now: () => morning(day) }),
    async stop() {
      await db.$client.end()
      await world.stop()
    },
  }
}

/** The day on which something is to happen to the only clock, or to every one of a tip. */
export async function dayOf(
  owner: postgres.Sql,
  what: 'remind_on' | 'lead_on' | 'order_on' | 'due_on',
): Promise<string> {
  const [row] = await owner`select ${owner(what)}::text as day from clocks where ended_at is null limit 1`
  return String(row?.['day'])
}

/** A day some days later. */
export const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** So many tips for the city's desk, without the notices of their arrival. */
export async function quietTips({ world, owner }: Orders, count: number): Promise<string[]> {
  for (let sent = 0; sent < count; sent++) await sentTip(world)
  await owner`delete from notices`
  return (await owner`select id from tips order by serial desc limit ${count}`).map((row) => String(row['id']))
}

/** How many notices wait for a desk. */
export async function noticesOf({ owner }: Orders, desk: { id: string }): Promise<number> {
  return (await owner`select from notices where desk_id = ${desk.id}`).length
}

/** The orders, in their order. */
export const allOrders = ({ owner }: Orders) =>
  owner<{ id: string; number: string; clock_id: string; tip_id: string; status: string; answer_due_on: string }[]>`
    select id, number, clock_id, tip_id, status, answer_due_on::text from supervision_orders order by year, seq`

/** A sealed entry at a place of an order, as a browser makes it. */
export async function sealedEntry({ founded }: Orders, order: string, seq: number, text = '已办'): Promise<string> {
  const to = [founded.city.pair.recipient, founded.audit.pair.recipient]
  return toB64(await seal({ tip: order, kind: 'order-entry', seq }, text, to))
}

/** Who asks, without a browser: for use cases whose time a test sets. */
export const asWho = (staff: string, ...desks: Who['desks'][number][]): Who => ({
  staff,
  desks,
  tokenHashBytes: new Uint8Array(),
})
