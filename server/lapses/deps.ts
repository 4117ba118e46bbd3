import type { Database } from '#db/connect.ts'

export type LapsesDeps = { db: Database; now: () => Date }
