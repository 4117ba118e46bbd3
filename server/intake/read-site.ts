import type { Site } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import { selectSite } from './store.ts'

/** What a browser needs to seal a report: the site id, and the public keys of the desks that take tips. */
export async function describeSite({
  db,
  demo,
  cashDesk,
}: {
  db: Database
  demo: boolean
  cashDesk: string | null
}): Promise<Site> {
  return { ...(await selectSite(db)), demo, cashDesk }
}
