import { exportCases, type CaseStep, type ExportRow } from '#contract/cases.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

type Wanted = { desk: string; year: number | null; step: CaseStep | null }

/** Fetches everything that is wanted, page by page; `onpage` hears how many cases there are so far. */
export async function fetchExport(wanted: Wanted, onpage: (count: number) => void): Promise<Answer<ExportRow[]>> {
  const { desk, year, step } = wanted
  const rows: ExportRow[] = []
  for (let before: number | null = null; ;) {
    const answer: Answer<ReplyOf<typeof exportCases>> = await callOffice(exportCases, {
      params: { desk },
      body: { year, step, before },
    })
    if (answer.is !== 'done') return answer
    rows.push(...answer.reply.rows)
    onpage(rows.length)
    before = answer.reply.older
    if (before === null) return { is: 'done', reply: rows }
  }
}
