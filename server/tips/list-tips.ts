import { PAGE_ROWS, type countTips, type listTips, type TipRow } from '#contract/tips.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { tipNumber } from './number.ts'
import { personOf } from './person.ts'
import { countQueues, selectTips, type Asker, type Filters } from './store-list.ts'
import { dayInSanya } from './day.ts'

/** A page of a desk's tips, the most pressing first. The rows carry the wrap, in which the browser finds the first line. */
export async function listDeskTips(
  db: Database,
  who: Who,
  deskId: string,
  filters: Filters,
): Promise<ReplyOf<typeof listTips>> {
  const selected = await selectTips(db, askerAt(who, deskId), filters, PAGE_ROWS + 1)
  const page = selected.slice(0, PAGE_ROWS)
  const rows: TipRow[] = page.map(({ serial, queueKey: _queueKey, receivedAt, wrap, assignee, first, ...row }) => ({
    ...row,
    number: tipNumber(receivedAt, serial),
    receivedAt: receivedAt.toISOString(),
    assignee: personOf(assignee),
    duplicateOf: first === null ? null : tipNumber(first.receivedAt, first.serial),
    wrapB64: toB64(wrap),
  }))
  return { rows, older: selected.length > PAGE_ROWS ? (page.at(-1)?.queueKey ?? null) : null }
}

/** How many tips of a desk stand where, up to a cap. */
export async function countDeskTips(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof countTips>> {
  return found(await countQueues(db, askerAt(who, deskId)), 'unexpected')
}

function askerAt(who: Who, deskId: string): Asker {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  return { deskId, staffId: who.staff, today: dayInSanya(new Date()) }
}
