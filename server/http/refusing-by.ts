import type { RefusalCode } from '#contract/refusals.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { Refusal } from './refusal.ts'
import { codeOf } from './refuse-error.ts'

/**
 * Throws what the database kept out as a refusal: by the codes of our own triggers, and as `taken` where a key is there already, since
 * then somebody was quicker. Refusals stay, everything else is thrown as it is.
 */
export const refusingBy =
  (refusals: Readonly<Record<string, RefusalCode>>, taken: RefusalCode) =>
  (error: unknown): never => {
    if (error instanceof Refusal) throw error
    const code = codeOf(error)
    if (code === UNIQUE_VIOLATION) throw new Refusal(taken)
    const refusal = code === null ? undefined : refusals[code]
    throw refusal === undefined ? error : new Refusal(refusal)
  }
