import { may } from '#contract/roles.ts'
import { SUPERVISED_ROWS, type listSupervised, type SupervisedTip } from '#contract/supervision.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import { tipNumber } from '../tips/number.ts'
import { asReader } from './as-reader.ts'
import { insistPeriod, type SupervisionDeps } from './read-supervision.ts'
import { selectDesks } from './store.ts'
import { selectBehind, type ListedRow } from './store-list.ts'

/** A page of the tips behind a figure. Only who works at the desk where a tip is now gets more than its number. */
export async function listBehind(
  { db, now }: SupervisionDeps,
  who: Who,
  params: ParamsOf<typeof listSupervised>,
): Promise<ReplyOf<typeof listSupervised>> {
  insistPeriod(params)
  const asked = { ...params, today: dayInSanya(now()) }
  const { desks, found } = await asReader(db, async (tx) => ({
    desks: await selectDesks(tx),
    found: await selectBehind(tx, asked, SUPERVISED_ROWS + 1),
  }))
  const page = found.slice(0, SUPERVISED_ROWS)
  const mine = new Set(who.desks.filter(({ role }) => may(role, 'readTips')).map(({ id }) => id))
  return {
    rows: page.map((row) => listed(row, mine)),
    desks,
    next: found.length > page.length ? (page.at(-1)?.cursor ?? null) : null,
  }
}

function listed(row: ListedRow, mine: ReadonlySet<string>): SupervisedTip {
  const { tipId, serial, receivedAt, atDesk, startedAt, endedAt, cursor: _cursor, deskId, ...same } = row
  const isMine = atDesk !== null && mine.has(atDesk)
  return {
    ...same,
    tip: isMine ? tipId : null,
    atDesk,
    number: serial === null || receivedAt === null ? null : tipNumber(receivedAt, serial),
    desk: deskId,
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }
}
