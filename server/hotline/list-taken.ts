import { TAKEN_PAGE_ROWS, type listTaken } from '#contract/hotline.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { tipNumber } from '../tips/number.ts'
import { selectTaken } from './store.ts'

/** What I typed in, newest first: enough to know it again, and nothing of what it says. */
export async function listMine(db: Database, who: Who, before: number | undefined): Promise<ReplyOf<typeof listTaken>> {
  const selected = await selectTaken(db, who.staff, before, TAKEN_PAGE_ROWS + 1)
  const page = selected.slice(0, TAKEN_PAGE_ROWS)
  const rows = page.map(({ serial, receivedAt, ...row }) => ({
    ...row,
    number: tipNumber(receivedAt, serial),
    takenAt: receivedAt.toISOString(),
  }))
  return { rows, older: selected.length > TAKEN_PAGE_ROWS ? (page.at(-1)?.serial ?? null) : null }
}
