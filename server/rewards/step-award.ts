import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { stepAward } from '#contract/awards.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { AwardState } from '#contract/rewards/chain.ts'
import { mayStep, type TakenStep } from '#contract/rewards/may-step.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record, type AwardDeed } from '../log/record.ts'
import type { AwardsDeps } from './deps.ts'
import { compare, standingOf } from './flags.ts'
import { ownAward } from './own-award.ts'
import { refuseByDatabase } from './refuse.ts'
import { insistSigned } from './signature.ts'
import { stepperOf } from './stepper.ts'
import { insertStep, nextSeq, selectAward, selectOwnStep, selectVersion, type Award } from './store.ts'
import { tellNext } from './tell-next.ts'
import type { Viewer } from './viewer.ts'

type Asked = BodyOf<typeof stepAward>

const DEEDS: Readonly<Record<TakenStep, AwardDeed>> = {
  review: 'review-award',
  approve: 'approve-award',
  'approve-second': 'approve-award',
  fund: 'fund-award',
  return: 'return-award',
  withdraw: 'withdraw-award',
}

/**
 * Takes a step of an award, on the version that was seen and signed. The same step again changes nothing. Refuses `awardMoved`
 * when the award is not as it was seen, whatever `mayStep` says, `reasonMissing`, `placeTaken`, `wrongSignature`; of two who
 * step at once the database lets one.
 */
export async function step(
  { db, now }: AwardsDeps,
  who: Who,
  awardId: string,
  asked: Asked,
): Promise<{ state: AwardState }> {
  const sealed = reasonOf(asked)
  return db
    .transaction(async (tx) => {
      const { award, viewer } = await ownAward(tx, who, awardId)
      if (await isTaken(tx, who, awardId, asked)) return { state: award.state }
      await insistAllowed(tx, viewer, award, asked)
      insist(sealed === null || asked.seq === (await nextSeq(tx, award)), 'placeTaken')
      const { step: taken, version, digest } = asked
      const signature = await insistSigned(tx, who.staff, { ...asked, award: awardId })
      const row = { awardId, version, step: taken, staffId: who.staff, at: now(), digest: hexToBytes(digest), sealed }
      await insertStep(tx, { ...row, seq: await nextSeq(tx, award), signature })
      const about = { desk: award.deskId, case: award.caseId, ...(award.tipId === null ? {} : { tip: award.tipId }) }
      await record(tx, { did: DEEDS[taken], staff: who.staff, ...about })
      const { state } = found(await selectAward(tx, awardId), 'awardNotFound')
      if (taken !== 'withdraw') await tellNext(tx, { state, deskId: award.deskId })
      return { state }
    })
    .catch((error: unknown) => takenMeanwhile(db, who, awardId, asked, error))
}

/** The very same step that was sent twice at once was taken by the first; anything else is refused. */
async function takenMeanwhile(
  db: Database,
  who: Who,
  awardId: string,
  asked: Asked,
  error: unknown,
): Promise<{ state: AwardState }> {
  const award = await selectAward(db, awardId)
  const isStep = award !== null && !(error instanceof Refusal) && (await isTaken(db, who, awardId, asked))
  return isStep ? { state: award.state } : refuseByDatabase(error)
}

/** The sealed reason of a step that needs one; the others have none. */
function reasonOf({ step: taken, sealedB64 }: Asked): Buffer | null {
  const hasReason = taken === 'return' || taken === 'withdraw'
  if (!hasReason) insist(sealedB64 === null, 'invalidInput', { field: 'sealedB64' })
  if (sealedB64 === null) {
    insist(!hasReason, 'reasonMissing')
    return null
  }
  const sealed = fromB64(sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  return sealed
}

/** Whether this person took this very step on this version already. */
async function isTaken(tx: Database | Transaction, who: Who, awardId: string, asked: Asked): Promise<boolean> {
  const stored = await selectOwnStep(tx, awardId, asked.version, asked.step, who.staff)
  return stored !== null && bytesToHex(stored.digest) === asked.digest
}

async function insistAllowed(tx: Transaction, viewer: Viewer, award: Award, asked: Asked): Promise<void> {
  const said = found(await selectVersion(tx, award.id, award.version), 'awardNotFound')
  insist(asked.version === award.version && asked.digest === bytesToHex(said.digest), 'awardMoved')
  const standing = standingOf(award, await compare(tx, award, said.content))
  const refused = mayStep(asked.step, standing, await stepperOf(tx, viewer, award, said.content))
  if (refused !== null) throw new Refusal(refused)
}
