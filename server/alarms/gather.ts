import type { Alarm } from '#contract/alarms.ts'
import type { Transaction } from '#db/connect.ts'
import { allAlarms } from './all-alarms.ts'
import { selectAwardFacts } from './store-awards.ts'
import {
  selectAccountFacts,
  selectClaimFacts,
  selectDisputeFacts,
  selectFreezeFacts,
  selectTryFacts,
} from './store-claims.ts'
import { selectBooksFacts, selectRunFacts } from './store-payments.ts'

/** The alarms that stand at a moment, of the year before it; within a transaction of the auditor. */
export async function gatherAlarms(tx: Transaction, now: Date): Promise<Alarm[]> {
  return allAlarms({
    awards: await selectAwardFacts(tx, now),
    claims: await selectClaimFacts(tx, now),
    accounts: await selectAccountFacts(tx, now),
    tries: await selectTryFacts(tx, now),
    freezes: await selectFreezeFacts(tx, now),
    disputes: await selectDisputeFacts(tx, now),
    runs: await selectRunFacts(tx, now),
    books: await selectBooksFacts(tx),
  })
}
