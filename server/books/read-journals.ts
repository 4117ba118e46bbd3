import { JOURNAL_PAGE_ROWS, type JournalRow, type JournalSheet, type listJournals } from '#contract/books.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import { found } from '../http/refusal.ts'
import { personOf } from '../tips/person.ts'
import type { BooksDeps } from './deps.ts'
import { selectJournal, selectJournals, selectSides, type Selected } from './store-journals.ts'

/** A page of entries, the newest first. */
export async function page(
  { db }: BooksDeps,
  { after, ...filters }: ParamsOf<typeof listJournals>,
): Promise<ReplyOf<typeof listJournals>> {
  const selected = await selectJournals(db, filters, after, JOURNAL_PAGE_ROWS + 1)
  const rows = selected.slice(0, JOURNAL_PAGE_ROWS).map(rowOf)
  return { rows, next: selected.length > rows.length ? (rows.at(-1)?.number ?? null) : null }
}

function rowOf({ journal, award, by }: Selected): JournalRow {
  return {
    journal: journal.id,
    number: journal.number,
    series: journal.series,
    day: journal.day,
    kind: journal.kind,
    fund: journal.fund,
    year: journal.year,
    fen: String(journal.fen),
    award,
    by: personOf(by),
  }
}

/** One entry with both its sides and what it came from. Refuses `notFound`. */
export async function sheet({ db }: BooksDeps, id: string): Promise<JournalSheet> {
  const one = found(await selectJournal(db, id), 'notFound')
  const { journal, budget, run } = one
  return {
    ...rowOf(one),
    key: journal.key,
    at: journal.at.toISOString(),
    postings: await selectSides(db, id),
    budget: budget && { budget: budget.id, document: budget.document, documentOn: budget.documentOn },
    payable:
      journal.payableId === null || one.participant === null
        ? null
        : { payable: journal.payableId, participant: one.participant },
    payment: run && one.reference !== null ? { reference: one.reference, run: run.id, runNumber: run.number } : null,
    madeBy: personOf(budget === null ? one.maker : one.proposer),
    checkedBy: budget === null ? personOf(one.checker) : personOf(one.by),
  }
}
