import { MOST_DIFFERENCES, type Compared, type Difference, type reconcileBooks } from '#contract/reconciliation.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeToAuditors } from '../orders/tell.ts'
import type { BooksDeps } from './deps.ts'
import { countedWith, NOTHING_COMPARED, reconcileBook, reconcileRest } from './reconcile/reconcile.ts'
import { selectBook, selectBooks } from './store-facts.ts'
import { insertReconciliation } from './store-reconciliations.ts'
import { selectMonths, selectNumbers, selectRuns } from './store-rest.ts'

type Outcome = ReplyOf<typeof reconcileBooks>

/** Compares because somebody asked; who did is recorded. */
export const reconcileNow = (deps: BooksDeps, who: Who): Promise<Outcome> => reconcileAs(deps, who.staff)

/** Compares every night. A job; answers how many differences there are. */
export const reconcileNightly = async (deps: BooksDeps): Promise<number> => (await reconcileAs(deps, null)).differences

/** Keeps what was found; where something differs the auditors are told that something waits for them, and nothing else. */
async function reconcileAs({ db, now }: BooksDeps, staff: string | null): Promise<Outcome> {
  const { compared, differences } = await compareAll(db)
  return db.transaction(async (tx) => {
    const kept = differences.slice(0, MOST_DIFFERENCES)
    const seq = await insertReconciliation(tx, { at: now(), staff, compared, differences: kept })
    if (staff !== null) await record(tx, { did: 'reconcile-books', staff })
    if (kept.length > 0) await noticeToAuditors(tx)
    return { seq, differences: kept.length }
  })
}

/** All of it as it stood at one moment, one fund and year after the other: no more than that is held at once. */
function compareAll(db: Database): Promise<{ compared: Compared; differences: Difference[] }> {
  const read = async (tx: Transaction): Promise<{ compared: Compared; differences: Difference[] }> => {
    let compared = NOTHING_COMPARED
    const differences: Difference[] = []
    for (const book of await selectBooks(tx)) {
      const facts = await selectBook(tx, book)
      compared = countedWith(compared, facts)
      differences.push(...reconcileBook(facts))
    }
    const runs = await selectRuns(tx)
    const rest = { runs, numbers: await selectNumbers(tx), months: await selectMonths(tx) }
    return {
      compared: { ...compared, runs: runs.length },
      differences: [...differences, ...reconcileRest(rest)],
    }
  }
  return db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}
