import { sha256 } from '@noble/hashes/sha2.js'
import { proposeStrike, type PreparedAward } from '#contract/awards.ts'
import { composeStrikeAward, recordsOf } from '#contract/rewards/compose.ts'
import type { Participant } from '#contract/rewards/content.ts'
import type { StrikeGrounds } from '#contract/rewards/strikes.ts'
import type { ReplyOf } from '#contract/route.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, signStep } from '#seal/signing.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../../session/call-office.ts'

/** Seals the reasons, signs what the award says with them, and puts it forward. `caseHasNoAction` where no rule set is known yet. */
export async function sendStrike(
  prepared: PreparedAward,
  participants: Participant[],
  grounds: StrikeGrounds,
  memberIdentity: string,
): Promise<Answer<ReplyOf<typeof proposeStrike>>> {
  const records = recordsOf(prepared)
  if (records === null) return { is: 'refused', refusal: 'caseHasNoAction', body: { refusal: 'caseHasNoAction' } }
  const { award, version } = records
  const at = { tip: award, kind: 'award-grounds', seq: version } as const
  const sealedBytes = await seal(
    at,
    grounds,
    prepared.recipients.map(({ recipient }) => recipient),
  )
  const { digest } = composeStrikeAward(records, { participants }, toHex(sha256(sealedBytes)))
  const signatureBytes = signStep(signingKeyOf(memberIdentity), { award, version, step: 'propose', digest })
  return callOffice(proposeStrike, {
    params: { award },
    body: {
      case: records.case,
      choice: { participants },
      version,
      digest,
      groundsB64: toB64(sealedBytes),
      signatureB64: toB64(signatureBytes),
    },
  })
}
