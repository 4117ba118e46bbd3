import { may, type Permission } from '#contract/roles.ts'
import type { Who } from '../http/serve.ts'

/** The desks where somebody may do this. */
export const myDesks = (who: Who, permission: Permission): string[] =>
  who.desks.filter(({ role }) => may(role, permission)).map(({ id }) => id)
