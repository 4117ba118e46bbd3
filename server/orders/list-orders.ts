import { ORDER_PAGE_ROWS, type countOrders, type listOrders } from '#contract/orders.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import { dayInSanya } from '../tips/day.ts'
import type { OrdersDeps } from './deps.ts'
import { orderRowOf } from './order-row.ts'
import { countTurns, selectEntries, selectRows } from './store.ts'

/** A page of orders, of one desk or of all. */
export async function pageOfOrders(
  { db, now }: OrdersDeps,
  { desk, turn, overdue, after }: ParamsOf<typeof listOrders>,
): Promise<ReplyOf<typeof listOrders>> {
  const today = dayInSanya(now())
  const shown = {
    deskId: desk,
    turn,
    overdue: overdue === 'yes',
    ...(after === undefined ? {} : { after: placeOf(after) }),
  }
  const found = await selectRows(db, shown, today, ORDER_PAGE_ROWS + 1)
  const page = found.slice(0, ORDER_PAGE_ROWS)
  const entries = await selectEntries(
    db,
    page.map(({ order }) => order.id),
  )
  const rows = page.map((row) =>
    orderRowOf(
      row,
      entries.filter((entry) => entry.orderId === row.order.id),
      today,
    ),
  )
  return { rows, next: found.length > page.length ? (rows.at(-1)?.number ?? null) : null }
}

/** How many orders wait for whom, at one desk or at all. */
export async function orderCounts({ db, now }: OrdersDeps, desk?: string): Promise<ReplyOf<typeof countOrders>> {
  const today = dayInSanya(now())
  return { today, ...(await countTurns(db, desk, today)) }
}

/** DB-2026-0012 is the twelfth of 2026. */
function placeOf(number: string): { year: number; seq: number } {
  const [, year, seq] = number.split('-')
  return { year: Number(year), seq: Number(seq) }
}
