import type { readAuditOverview } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { asAuditor } from './as-auditor.ts'
import { lastChecks, newestHeads } from './read-log.ts'
import { countFlagged } from './read-openings.ts'
import { countOverdue } from './store-clocks.ts'

/** What the auditor looks at first. */
export function readOverview(db: Database, now: Date): Promise<ReplyOf<typeof readAuditOverview>> {
  return asAuditor(db, async (tx) => ({
    check: (await lastChecks(tx, 1))[0] ?? null,
    head: (await newestHeads(tx, 1))[0] ?? null,
    openings: await countFlagged(tx, now),
    overdue: await countOverdue(tx),
  }))
}
