import { PAGE_ROWS, type countTips, type listTips, type TipRow } from '#contract/tips.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { tipNumber } from './number.ts'
import { countByStage, selectTips, type Filters } from './store.ts'

/** A page of a desk's tips, newest first. The rows carry the wrap, in which the browser finds the first line. */
export async function listDeskTips(
  db: Database,
  who: Who,
  deskId: string,
  filters: Filters,
): Promise<ReplyOf<typeof listTips>> {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  const selected = await selectTips(db, deskId, who.staff, filters, PAGE_ROWS + 1)
  const page = selected.slice(0, PAGE_ROWS)
  const rows: TipRow[] = page.map(({ serial, receivedAt, wrap, ...row }) => ({
    ...row,
    number: tipNumber(receivedAt, serial),
    receivedAt: receivedAt.toISOString(),
    wrapB64: toB64(wrap),
  }))
  return { rows, older: selected.length > PAGE_ROWS ? (page.at(-1)?.serial ?? null) : null }
}

/** How many tips of a desk stand where. */
export async function countDeskTips(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof countTips>> {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  const counted = await countByStage(db, deskId, who.staff)
  const sum = (pick: (row: (typeof counted)[number]) => number): number =>
    counted.reduce((total, row) => total + pick(row), 0)
  return {
    stages: Object.fromEntries(counted.map((row) => [row.stage, row.tips])),
    waitingForDesk: sum((row) => row.waiting),
    unread: sum((row) => row.unread),
  }
}
