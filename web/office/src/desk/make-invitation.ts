import { sha256 } from '@noble/hashes/sha2.js'
import type { Role } from '#contract/roles.ts'
import { invite, type MyDesk } from '#contract/staff.ts'
import { toB64, toUrlB64 } from '#seal/b64.ts'
import { invitationTokenBytes, newInvitationSecretB64 } from '#seal/member-keys.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** Invites a person. The answer holds the link; its secret stands behind the `#`, which no browser sends to a server. */
export async function makeInvitation(desk: MyDesk, name: string, role: Role): Promise<Answer<{ link: string }>> {
  const id = crypto.randomUUID()
  const secret = newInvitationSecretB64()
  const answer = await callOffice(invite, {
    params: { desk: desk.id },
    body: {
      id,
      name: name.trim(),
      role,
      tokenHashB64: toB64(sha256(invitationTokenBytes(secret))),
      secretB64: toB64(await seal({ tip: id, kind: 'invitation', seq: 0 }, secret, [desk.recipient])),
    },
  })
  return answer.is === 'done' ? { is: 'done', reply: { link: `${location.origin}/join#${toUrlB64(secret)}` } } : answer
}
