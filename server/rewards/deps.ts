import type { Database } from '#db/connect.ts'

export type AwardsDeps = { db: Database; now: () => Date }
