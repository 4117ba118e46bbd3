import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { ClockKind } from '#contract/clocks.ts'
import type { District } from '#contract/places.ts'
import type { Stage } from '#contract/stages.ts'
import type { Founded, World } from './world.ts'

/** Writes what triggers write elsewhere, so that each figure is known. Only the owner of the tables can. */
export type Rows = {
  tip: (desk: string, district: District, receivedAt: string, stage?: Stage) => Promise<string>
  clock: (tip: string, kind: ClockKind, desk: string, district: District, more: ClockMore) => Promise<string>
  move: (tip: string, seq: number, to: Stage, at: string, undoes?: number) => Promise<void>
  transfer: (tip: string, from: string, to: string, at: string) => Promise<void>
  /** Takes the clocks of a tip away again. */
  forget: (tip: string) => Promise<void>
  order: (clock: string, tip: string, desk: string, more: OrderMore) => Promise<void>
}
export type ClockMore = {
  startedAt?: string
  dueOn: string
  pausedOn?: string
  /** How it ended, when it did: the moment, the working days that it took, in time or not. */
  end?: { at: string; days: number; inTime: boolean } | { at: string; undone: true }
}
export type OrderMore = {
  issuedAt: string
  dueOn: string
  status: 'issued' | 'answered' | 'returned' | 'accepted'
  answeredAt?: string
}

export function rowsOf(world: World, { lead }: Founded): Rows {
  const { owner } = world.database
  const quietly = async (write: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<void> => {
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await write(tx)
    })
  }
  const staff = lead.account.id
  let orders = 0
  return {
    async tip(desk, district, receivedAt, stage = 'received') {
      const id = randomUUID()
      const unique = Buffer.from(id)
      await quietly(async (tx) => {
        const [row] = await tx`
          insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
          values (${id}, 'dealing', ${district}, ${receivedAt}, ${desk}, ${id}, ${id}, ${unique}, ${unique}, ${'sealed report'}, ${unique}) returning serial`
        await tx`insert into tip_states (tip_id, serial, desk_id, category, district, stage, waiting_for, tipster_seq)
          values (${id}, ${row?.['serial'] as number}, ${desk}, 'dealing', ${district}, ${stage}, 'desk', 0)`
      })
      return id
    },
    async clock(tip, kind, desk, district, { startedAt = '2024-12-01T00:00:00+08:00', dueOn, pausedOn, end }) {
      const id = randomUUID()
      const [ended, inTime, days] =
        end === undefined
          ? [null, null, null]
          : 'undone' in end
            ? ['undone', null, null]
            : ['done', end.inTime, end.days]
      await quietly(
        (tx) => tx`
          insert into clocks (id, tip_id, kind, desk_id, district, started_at, working_days, set_seq, counted_from, counted_days, due_on, remind_on, lead_on,
            order_on, provisional, paused_on, remaining, ended_at, ended, in_time, took_days)
          values (${id}, ${tip}, ${kind}, ${desk}, ${district}, ${startedAt}, 5, 1, '2024-12-01', 5, ${dueOn}, ${dueOn}, ${dueOn}, ${dueOn}, false,
            ${pausedOn ?? null}, ${pausedOn === undefined ? null : 2}, ${end?.at ?? null}, ${ended}, ${inTime}, ${days})`,
      )
      return id
    },
    move: (tip, seq, to, at, undoes) =>
      quietly(
        (tx) => tx`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes)
          values (${tip}, ${seq}, ${undoes === undefined ? 'close' : 'undo'}, ${to}, ${staff}, ${at}, ${undoes ?? null})`,
      ),
    transfer: (tip, from, to, at) =>
      quietly(async (tx) => {
        await tx`insert into tip_transfers (tip_id, seq, from_desk, to_desk, staff_id, at, reason)
          values (${tip}, 1, ${from}, ${to}, ${staff}, ${at}, 'sealed reason')`
        await tx`update tip_states set desk_id = ${to} where tip_id = ${tip}`
      }),
    forget: (tip) => quietly((tx) => tx`delete from clocks where tip_id = ${tip}`),
    order: (clock, tip, desk, { issuedAt, dueOn, status, answeredAt }) =>
      quietly(async (tx) => {
        const [id, seq] = [randomUUID(), ++orders]
        await tx`insert into supervision_orders (id, year, seq, number, clock_id, tip_id, desk_id, issued_at, answer_due_on, provisional, status)
          values (${id}, 2025, ${seq}, ${`DB-2025-000${seq}`}, ${clock}, ${tip}, ${desk}, ${issuedAt}, ${dueOn}, false, ${status})`
        if (answeredAt !== undefined)
          await tx`insert into order_entries (tip_id, order_id, seq, kind, staff_id, at, sealed)
            values (${tip}, ${id}, 0, 'answer', ${staff}, ${answeredAt}, 'sealed answer')`
      }),
  }
}
