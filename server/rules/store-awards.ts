import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { AssessmentFacts } from '#contract/rewards/assessment.ts'
import type { Database } from '#db/connect.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'

/** An award as a comparison sees it: no tip, no reporter, no case. */
export type Granted = { number: string; at: Date; fen: string; facts: AssessmentFacts }

/** Awards for tips that were approved or granted since a moment, with the facts that they rest on. */
export async function selectGranted(db: Database, since: Date): Promise<Granted[]> {
  const rows = await db
    .select({
      number: awards.number,
      at: awards.stateSince,
      fen: sql<string>`${awards.totalFen}::text`,
      facts: sql<AssessmentFacts>`${awardVersions.content} -> 'facts'`,
    })
    .from(awards)
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, awards.version)))
    .where(
      and(
        eq(awards.fund, 'tips'),
        eq(awards.kind, 'grant'),
        inArray(awards.state, ['approved', 'granted']),
        gte(awards.stateSince, since),
      ),
    )
    .orderBy(asc(awards.stateSince), asc(awards.number))
  return rows
}
