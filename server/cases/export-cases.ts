import { EXPORT_ROWS, type exportCases } from '#contract/cases.ts'
import { standingOf } from '#contract/outcomes.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { tipNumber } from '../tips/number.ts'
import { caseRows, pageOfCases } from './list-cases.ts'
import { outcomeOf } from './outcome-of.ts'
import { selectEntries } from './store.ts'
import { selectTipsIn } from './store-list.ts'
import { selectOutcomes } from './store-outcomes.ts'

/** Cases of a desk for a sheet, after it was written down who takes them out. No sealed part is among them. */
export async function exportDeskCases(
  db: Database,
  who: Who,
  deskId: string,
  { year, step, before }: BodyOf<typeof exportCases>,
): Promise<ReplyOf<typeof exportCases>> {
  const filters = {
    ...(year === null ? {} : { year }),
    ...(step === null ? {} : { step }),
    ...(before === null ? {} : { before }),
  }
  const { heads, older } = await pageOfCases(db, who, deskId, filters, EXPORT_ROWS)
  await db.transaction((tx) => record(tx, { did: 'export-cases', staff: who.staff, desk: deskId }))
  if (heads.length === 0) return { rows: [], older }
  const ids = heads.map(({ id }) => id)
  const [rows, entries, outcomes, linked] = await Promise.all([
    caseRows(db, heads),
    selectEntries(db, ids),
    selectOutcomes(db, ids),
    selectTipsIn(db, ids),
  ])
  const entriesOf = Map.groupBy(entries, ({ entry }) => entry.caseId)
  const outcomesOf = Map.groupBy(outcomes, ({ shownIn }) => shownIn)
  const tipsOf = Map.groupBy(linked, ({ caseId }) => caseId)
  const more = (caseId: string) => ({
    entries: (entriesOf.get(caseId) ?? []).map(({ entry: { step: entered, happenedAt } }) => ({
      step: entered,
      happenedAt: happenedAt.toISOString(),
    })),
    counted: countedFacts(outcomesOf.get(caseId) ?? []),
    tipNumbers: (tipsOf.get(caseId) ?? []).map((tip) => tipNumber(tip.receivedAt, tip.serial)),
  })
  const filedAs = new Map(heads.map((head) => [head.id, head.filedAs]))
  return { rows: rows.map((row) => ({ ...row, filedAs: filedAs.get(row.case) ?? null, ...more(row.case) })), older }
}

function countedFacts(selected: Awaited<ReturnType<typeof selectOutcomes>>) {
  const all = selected.map(outcomeOf)
  return all.filter((one) => standingOf(one, all) === 'counted').map(({ facts }) => facts)
}
