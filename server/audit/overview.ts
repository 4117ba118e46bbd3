import type { readAuditOverview } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { asAuditor } from './as-auditor.ts'
import { lastChecks, newestHeads } from './read-log.ts'
import { countFlagged } from './read-openings.ts'
import { countOverdue } from './store-clocks.ts'

/** A head bears the beginning of its hour, and the next comes an hour later; after two something is wrong. */
const LATE_MS = 2 * 3_600_000

/** What the auditor looks at first. */
export function readOverview(db: Database, now: Date): Promise<ReplyOf<typeof readAuditOverview>> {
  return asAuditor(db, async (tx) => {
    const [head = null] = await newestHeads(tx, 1)
    return {
      check: (await lastChecks(tx, 1))[0] ?? null,
      head,
      isHeadLate: head !== null && now.getTime() - new Date(head.signedAt).getTime() > LATE_MS,
      openings: await countFlagged(tx, now),
      overdue: await countOverdue(tx),
    }
  })
}
