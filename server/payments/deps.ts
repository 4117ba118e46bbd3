import type { Database } from '#db/connect.ts'

/** `logPublicBytes`: the public half of the key that signs the log, from its file. */
export type PaymentsDeps = { db: Database; now: () => Date; logPublicBytes: Uint8Array }
