import { exportTrail, type TrailFilters, type TrailRow } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** Fetches every row that the filters leave, page by page; `onpage` hears how many there are so far. */
export async function fetchTrail(filters: TrailFilters, onpage: (count: number) => void): Promise<Answer<TrailRow[]>> {
  const rows: TrailRow[] = []
  for (let before: number | null = null; ;) {
    const answer: Answer<ReplyOf<typeof exportTrail>> = await callOffice(exportTrail, { body: { filters, before } })
    if (answer.is !== 'done') return answer
    rows.push(...answer.reply.rows)
    onpage(rows.length)
    before = answer.reply.older
    if (before === null) return { is: 'done', reply: rows }
  }
}
