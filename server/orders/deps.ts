import type { Database } from '#db/connect.ts'

export type OrdersDeps = { db: Database; now: () => Date }
