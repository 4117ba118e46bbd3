import { stepAward, type ReadAward } from '#contract/awards.ts'
import type { TakenStep } from '#contract/rewards/may-step.ts'
import type { ReplyOf } from '#contract/route.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, signStep } from '#seal/signing.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** The steps that come with a written reason. */
export const hasReason = (step: TakenStep): boolean => step === 'return' || step === 'withdraw'

/**
 * Takes a step over the version that was seen, signed with the member's own key; a reason is sealed to the desks that may read it.
 * `awardMoved` when it is not as it was seen any more.
 */
export async function takeStep(
  seen: ReadAward,
  step: TakenStep,
  reason: string,
  memberIdentity: string,
): Promise<Answer<ReplyOf<typeof stepAward>>> {
  const { award, versions, nextSeq: seq, recipients } = seen
  const [newest] = versions
  if (newest === undefined) throw new Error('An award has a version')
  const { version, digest } = newest
  const signatureB64 = toB64(signStep(signingKeyOf(memberIdentity), { award, version, step, digest }))
  const readers = recipients.map(({ recipient }) => recipient)
  const sealedB64 = hasReason(step)
    ? toB64(await seal({ tip: award, kind: 'award-reason', seq }, reason.trim(), readers))
    : null
  return callOffice(stepAward, { params: { award }, body: { step, version, digest, signatureB64, seq, sealedB64 } })
}
