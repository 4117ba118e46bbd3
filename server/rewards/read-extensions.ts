import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import type { ReadExtensions } from '#contract/extensions.ts'
import { may } from '#contract/roles.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import type { Who } from '../http/serve.ts'
import type { AwardsDeps } from './deps.ts'
import { ownAward } from './own-award.ts'
import { hasUncollected, selectExtensions, selectReasonReaders } from './store-extensions.ts'
import type { Sight } from './viewer.ts'

/** Only reward and audit desks hold a key to the reasons. */
const READS_REASONS: readonly Sight[] = ['rewards', 'audit']

/** How often there was more time to collect an award; the reasons for those who may read them. */
export async function extensionsOf({ db }: AwardsDeps, who: Who, awardId: string): Promise<ReadExtensions> {
  const { award, sight } = await ownAward(db, who, awardId)
  const rows = await selectExtensions(db, award.id)
  const mayExtend = await isExtensible(db, who, award.id)
  return {
    extensions: rows.map(({ reason, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      sealedB64: READS_REASONS.includes(sight) ? toB64(reason) : null,
    })),
    nextSeq: rows.length + 1,
    mayExtend,
    recipients: mayExtend ? await selectReasonReaders(db, MAX_RECIPIENTS) : [],
  }
}

/** Whether this person may give more time now: there is something to collect, and it is theirs to give. */
export async function isExtensible(db: Database | Transaction, who: Who, awardId: string): Promise<boolean> {
  return who.desks.some(({ role }) => may(role, 'extendClaims')) && (await hasUncollected(db, awardId))
}
