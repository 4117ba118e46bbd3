import type { ReplyOf } from '#contract/route.ts'
import { join, readInvitation } from '#contract/staff.ts'
import { fromUrlB64, toB64 } from '#seal/b64.ts'
import { invitationProof, invitationTokenBytes } from '#seal/member-keys.ts'
import { call, type Answer } from '#ui/client.ts'
import type { MadeAccount } from '../making/account.ts'
import { send } from '../session/send.ts'

export type Invitation = ReplyOf<typeof readInvitation>

/** The secret of an invitation link, or null where the part behind the `#` is not one. */
export function secretOf(fragment: string): string | null {
  try {
    const secretB64 = fromUrlB64(fragment.replace(/^#/, '').trim())
    return secretB64.length === 44 ? secretB64 : null
  } catch {
    return null
  }
}

const tokenOf = (secretB64: string): string => toB64(invitationTokenBytes(secretB64))

export function askInvitation(secretB64: string): Promise<Answer<Invitation>> {
  return call(send, readInvitation, { body: { tokenB64: tokenOf(secretB64) } })
}

/** Uses the invitation up. The proof ties the new public key to the secret, which the server never had. */
export function joinWith(secretB64: string, { account, member }: MadeAccount): Promise<Answer<object>> {
  const proofB64 = invitationProof(secretB64, member.recipient)
  return call(send, join, { body: { tokenB64: tokenOf(secretB64), account, proofB64 } })
}
