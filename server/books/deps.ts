import type { Database } from '#db/connect.ts'

export type BooksDeps = { db: Database; now: () => Date }
