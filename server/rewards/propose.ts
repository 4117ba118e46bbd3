import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { isAgeFile } from '#contract/envelope.ts'
import { awardAfter, type AwardState } from '#contract/rewards/chain.ts'
import type { Composed } from '#contract/rewards/compose.ts'
import type { Transaction } from '#db/connect.ts'
import { workedCase } from '../cases/own-case.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AwardsDeps } from './deps.ts'
import { refuseByDatabase } from './refuse.ts'
import { insistSigned } from './signature.ts'
import { insertVersion, selectAward, selectAwardOf, selectHands, selectVersion, type Award } from './store.ts'
import { tellNext } from './tell-next.ts'
import { sightOf, viewerOf } from './viewer.ts'

/** A version as it was sent, of whichever fund. `tip` null: for those who took part. */
export type Sent = {
  award: string
  case: string
  tip: string | null
  version: number
  digest: string
  groundsB64: string
  signatureB64: string
}
export type Proposed = { number: string; state: AwardState; version: number }
/** Puts the version together from the records; refuses what the choice gets wrong. */
type Compose = (tx: Transaction, existing: Award | null, groundsSha256: string) => Promise<Composed>

/**
 * Puts a version of an award forward for a case of one of my desks, in a transaction that holds the case. The same one again
 * changes nothing. Refuses `assessmentDiffers` when what was signed is not what the records give, `awardMoved`, `awardedAlready`,
 * `twoHands`, and what the database refuses.
 */
export async function propose({ db, now }: AwardsDeps, who: Who, sent: Sent, compose: Compose): Promise<Proposed> {
  const grounds = fromB64(sent.groundsB64)
  insist(isAgeFile(grounds), 'notSealed')
  return db
    .transaction(async (tx) => {
      const head = await workedCase(tx, who, sent.case)
      insist(sightOf(await viewerOf(tx, who), head.deskId) === 'desk', 'caseNotFound')
      const stored = await selectVersion(tx, sent.award, sent.version)
      if (stored?.proposedBy === who.staff && bytesToHex(stored.digest) === sent.digest) return proposedOf(tx, sent)
      const existing = await insistTurn(tx, who, sent)
      const { content, digest } = await compose(tx, existing, bytesToHex(sha256(grounds)))
      insist(digest === sent.digest, 'assessmentDiffers')
      const signature = await insistSigned(tx, who.staff, { ...sent, step: 'propose' })
      const at = now()
      await insertVersion(tx, {
        awardId: sent.award,
        version: sent.version,
        content,
        digest: hexToBytes(digest),
        grounds,
        proposedBy: who.staff,
        proposedAt: at,
        signature,
      })
      const about = { desk: head.deskId, case: head.id, ...(sent.tip === null ? {} : { tip: sent.tip }) }
      await record(tx, { did: 'propose-award', staff: who.staff, ...about })
      await tellNext(tx, { state: 'proposed', deskId: head.deskId })
      return proposedOf(tx, sent)
    })
    .catch(refuseByDatabase)
}

/** The award that is there already and may begin again, or null for a new one. */
async function insistTurn(tx: Transaction, who: Who, sent: Sent): Promise<Award | null> {
  const named = await selectAward(tx, sent.award)
  const existing = await selectAwardOf(tx, sent.case, sent.tip)
  insist(named === null || named.id === existing?.id, 'awardNotFound')
  insist(existing === null || existing.id === sent.award, 'awardedAlready')
  insist(sent.version === (existing?.version ?? 0) + 1, 'awardMoved')
  if (existing === null) return null
  insist(awardAfter(existing.state, 'propose', existing) !== null, 'awardMoved')
  const held = await selectHands(tx, existing.id, who.staff)
  insist(
    held.every((step) => step === 'propose'),
    'twoHands',
  )
  return existing
}

async function proposedOf(tx: Transaction, { award }: Sent): Promise<Proposed> {
  const { number, state, version } = found(await selectAward(tx, award), 'awardNotFound')
  return { number, state, version }
}
