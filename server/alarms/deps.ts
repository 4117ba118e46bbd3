import type { Database } from '#db/connect.ts'

export type AlarmsDeps = { db: Database; now: () => Date }
