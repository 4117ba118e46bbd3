import { customType, timestamp, type PgTimestampBuilderInitial } from 'drizzle-orm/pg-core'

/** Raw bytes, as Uint8Array on our side. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** An instant. */
export const instant = (name: string): PgTimestampBuilderInitial<string> =>
  timestamp(name, { withTimezone: true, mode: 'date' })

/** The number of a transaction, as text. */
export const xid = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
