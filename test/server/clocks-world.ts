import { randomUUID } from 'node:crypto'
import { pauseClock, tipClocks, type TipClocks } from '#contract/clocks.ts'
import { postMessage } from '#contract/intake.ts'
import { answerTip, openTip, type OpenedTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { call } from '#ui/client.ts'
import { quickDerive } from './browser.ts'
import { again, sealedTo } from './triage-world.ts'
import { sentTip, type Officer, type World } from './world.ts'

/** A tip with the code that its tipster holds. */
export type Told = { tip: OpenedTip; code: string }

/** A new tip, opened by an officer of its desk. */
export async function newTold(world: World, officer: Officer): Promise<Told> {
  const code = await sentTip(world)
  const [row] = await world.database.owner`select id from tips order by serial desc limit 1`
  return { code, tip: await officer.browser.done(openTip, { params: { tip: String(row?.['id']) } }) }
}

/** The tipster writes, as their page does. */
export async function tipsterWrites(world: World, officer: Officer, { tip, code }: Told): Promise<void> {
  const keys = await codeKeys(code, (await world.site()).siteId, quickDerive)
  const seq = (await again(officer, tip)).nextMessageSeq
  const sealedB64 = await sealedTo(tip, 'message', seq)
  const body = { lookupB64: toB64(keys.lookupBytes), id: randomUUID(), seq, sealedB64, files: [] }
  const answer = await call(world.send, postMessage, { body })
  if (answer.is !== 'done') throw new Error(answer.is === 'refused' ? answer.refusal : answer.is)
}

/** The desk writes: a question, or something else. */
export async function deskWrites(officer: Officer, tip: OpenedTip, isQuestion: boolean): Promise<void> {
  const seq = (await again(officer, tip)).nextMessageSeq
  const body = { id: randomUUID(), seq, isQuestion, sealedB64: await sealedTo(tip, 'message', seq) }
  await officer.browser.done(answerTip, { params: { tip: tip.tip }, body })
}

export const clocksOf = (officer: Officer, tip: OpenedTip): Promise<TipClocks> =>
  officer.browser.done(tipClocks, { params: { tip: tip.tip } })

/** What a page sends to pause the clock that it may. */
export async function pauseOf(tip: OpenedTip, clocks: TipClocks, clock = clocks.pausable) {
  const reasonB64 = await sealedTo(tip, 'pause-reason', clocks.nextPauseSeq)
  return { params: { tip: tip.tip }, body: { clock: clock ?? randomUUID(), seq: clocks.nextPauseSeq, reasonB64 } }
}

/** Pauses the clock that may be paused. */
export async function paused(officer: Officer, tip: OpenedTip): Promise<{ endsOn: string }> {
  return officer.browser.done(pauseClock, await pauseOf(tip, await clocksOf(officer, tip)))
}

/** Lets days pass over the runs of a tip that have not ended, and over their pauses; only the owner of the tables can. */
export async function daysPass(world: World, tip: OpenedTip, days: number): Promise<void> {
  const { owner } = world.database
  await owner.begin(async (tx) => {
    await tx`alter table clock_pauses disable trigger final`
    await tx`update clock_pauses p set at = p.at - ${days} * interval '1 day', ends_on = p.ends_on - ${days}::integer
      from clocks c where c.id = p.clock_id and c.tip_id = ${tip.tip} and c.paused_on is not null`
    await tx`alter table clock_pauses enable trigger final`
    await tx`update clocks c set started_at = started_at - ${days} * interval '1 day', counted_from = counted_from - ${days}::integer,
        paused_on = paused_on - ${days}::integer,
        (due_on, remind_on, lead_on, order_on, provisional)
          = (select t.due_on, t.remind_on, t.lead_on, t.order_on, t.provisional from clock_times(c.counted_from - ${days}::integer, c.counted_days, c.set_seq) t)
      where tip_id = ${tip.tip} and ended_at is null`
  })
}

/** The runs of a tip in the order in which they came about, as words. */
export async function runsOf(world: World, tip: OpenedTip): Promise<string[]> {
  const rows = await world.database.owner`
    select c.kind, d.name_zh as desk, c.ended, c.in_time, c.paused_on from clocks c join desks d on d.id = c.desk_id
    where c.tip_id = ${tip.tip} order by c.started_at, c.started_seq nulls last, c.kind`
  return rows.map((row) => {
    const how = row['ended'] === null ? (row['paused_on'] === null ? 'runs' : 'stands') : String(row['ended'])
    const isLate = row['in_time'] === false ? ' late' : ''
    return `${String(row['kind'])} ${String(row['desk'])} ${how}${isLate}`
  })
}
