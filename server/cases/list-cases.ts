import { CASE_PAGE_ROWS, type CaseRow, type countCases, type listCases } from '#contract/cases.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { selectOfficers, type CaseHead } from './store.ts'
import { countLinks, countOutcomes, countSteps, selectCases, type Filters } from './store-list.ts'

/** A page of a desk's cases, newest first, with what is in them. */
export async function listDeskCases(
  db: Database,
  who: Who,
  deskId: string,
  filters: Filters,
): Promise<ReplyOf<typeof listCases>> {
  const page = await pageOfCases(db, who, deskId, filters, CASE_PAGE_ROWS)
  return { rows: await caseRows(db, page.heads), older: page.older }
}

/** At most `most` cases of a desk, and the serial to go on from. */
export async function pageOfCases(
  db: Database,
  who: Who,
  deskId: string,
  filters: Filters,
  most: number,
): Promise<{ heads: CaseHead[]; older: number | null }> {
  insist(mayAt(who, deskId, 'workCases'), 'notPermitted')
  const selected = await selectCases(db, { deskId, staffId: who.staff }, filters, most + 1)
  const heads = selected.slice(0, most)
  return { heads, older: selected.length > most ? (heads.at(-1)?.serial ?? null) : null }
}

/** Cases as lists show them. */
export async function caseRows(db: Database, heads: readonly CaseHead[]): Promise<CaseRow[]> {
  if (heads.length === 0) return []
  const ids = heads.map(({ id }) => id)
  const [officers, links, outcomes] = await Promise.all([
    selectOfficers(db, ids),
    countLinks(db, ids),
    countOutcomes(db, ids),
  ])
  const tipsOf = new Map(links.map((row) => [row.caseId, row.tips]))
  const outcomesOf = new Map(outcomes.map((row) => [row.caseId, row]))
  return heads.map((head) => ({
    case: head.id,
    number: head.number,
    title: head.title,
    level: head.level,
    category: head.category,
    step: head.step,
    openedAt: head.openedAt.toISOString(),
    crackedAt: head.crackedAt?.toISOString() ?? null,
    officers: officers.filter(({ caseId }) => caseId === head.id).map(({ id, name }) => ({ id, name })),
    tips: tipsOf.get(head.id) ?? 0,
    outcomes: outcomesOf.get(head.id)?.outcomes ?? 0,
    waiting: outcomesOf.get(head.id)?.waiting ?? 0,
  }))
}

/** How many cases of a desk stand where, up to a cap. */
export async function countDeskCases(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof countCases>> {
  insist(mayAt(who, deskId, 'workCases'), 'notPermitted')
  return found(await countSteps(db, deskId), 'unexpected')
}
