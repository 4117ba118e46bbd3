import {
  LAPSE_KINDS,
  LISTS_SHOWN,
  MOST_ON_A_LIST,
  type countLapses,
  type readLapseList,
  type readLapses,
} from '#contract/lapses.ts'
import type { ReplyOf } from '#contract/route.ts'
import { found } from '../http/refusal.ts'
import { dayInSanya } from '../tips/day.ts'
import type { LapsesDeps } from './deps.ts'
import { itemOf, listOf } from './list-row.ts'
import { countDue, selectDue } from './store-due.ts'
import { countProposed, selectItems, selectList, selectLists } from './store.ts'

/** What is due to go back now, and the lists. */
export async function lapses({ db, now }: LapsesDeps): Promise<ReplyOf<typeof readLapses>> {
  const today = dayInSanya(now())
  const due = await Promise.all(
    LAPSE_KINDS.map(async (kind) => {
      const rows = await selectDue(db, kind, today, MOST_ON_A_LIST + 1)
      const shown = rows.slice(0, MOST_ON_A_LIST).map((row) => ({ ...row, fen: String(row.fen) }))
      return { kind, rows: shown, hasMore: rows.length > shown.length }
    }),
  )
  return { today, due, lists: (await selectLists(db, LISTS_SHOWN)).map(listOf) }
}

/** One list with what is on it. Refuses `listNotFound`. */
export async function list({ db }: LapsesDeps, id: string): Promise<ReplyOf<typeof readLapseList>> {
  const row = found(await selectList(db, id), 'listNotFound')
  return { list: listOf(row), items: (await selectItems(db, id)).map(itemOf) }
}

export async function counts({ db, now }: LapsesDeps): Promise<ReplyOf<typeof countLapses>> {
  const today = dayInSanya(now())
  const due = await Promise.all(LAPSE_KINDS.map((kind) => countDue(db, kind, today)))
  return { due: due.reduce((sum, one) => sum + one.due, 0), proposed: await countProposed(db) }
}
