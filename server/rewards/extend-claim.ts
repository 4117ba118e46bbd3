import { isAgeFile } from '#contract/envelope.ts'
import type { extendClaim } from '#contract/extensions.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { MONEY_REFUSALS, UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AwardsDeps } from './deps.ts'
import { ownAward } from './own-award.ts'
import { hasUncollected, insertExtension } from './store-extensions.ts'

/**
 * Gives more time to collect. Refuses `claimClosed` where nothing is left to collect, `placeTaken` where somebody else was quicker,
 * and `extensionTooShort`, which the database holds.
 */
export async function extend(
  { db, now }: AwardsDeps,
  who: Who,
  awardId: string,
  { seq, until, sealedB64 }: BodyOf<typeof extendClaim>,
): Promise<ReplyOf<typeof extendClaim>> {
  const reason = fromB64(sealedB64)
  insist(isAgeFile(reason), 'notSealed')
  return db
    .transaction(async (tx) => {
      await ownAward(tx, who, awardId)
      insist(await hasUncollected(tx, awardId), 'claimClosed')
      await insertExtension(tx, { awardId, seq, until, reason, staffId: who.staff, at: now() })
      await record(tx, { did: 'extend-claim', staff: who.staff })
      return { until }
    })
    .catch(refuse)
}

function refuse(error: unknown): never {
  const code = codeOf(error)
  if (code === UNIQUE_VIOLATION) throw new Refusal('placeTaken')
  const refusal = code === null ? undefined : MONEY_REFUSALS[code]
  throw refusal === undefined ? error : new Refusal(refusal)
}
