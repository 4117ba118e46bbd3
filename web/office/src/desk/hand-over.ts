import { handOverKey, type DeskMember } from '#contract/staff.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { invitationProof } from '#seal/member-keys.ts'
import { openKey } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** Whether the public key that the server shows is the one that the invited person made. */
export type Checked = 'genuine' | 'forged' | 'unknown'

/** Opens the secret of the invitation and checks the joiner's proof with it. A server that put in a key of its own is found here. */
export async function checkJoiner(member: DeskMember, deskIdentity: string): Promise<Checked> {
  if (member.invitation === null) return 'unknown'
  const { id, secretB64, proofB64 } = member.invitation
  const opened = await openKey(fromB64(secretB64), [deskIdentity], { tip: id, kind: 'invitation', seq: 0 })
  if (opened.is !== 'opened') return 'forged'
  return invitationProof(opened.key, member.memberRecipient) === proofB64 ? 'genuine' : 'forged'
}

/** Wraps the desk key to a member. The caller has checked that the key is theirs. */
export async function giveKey(desk: string, deskIdentity: string, member: DeskMember): Promise<Answer<object>> {
  const sealedBytes = await seal({ tip: desk, kind: 'desk-key', seq: 0 }, deskIdentity, [member.memberRecipient])
  return callOffice(handOverKey, { params: { desk, member: member.id }, body: { deskKeyB64: toB64(sealedBytes) } })
}
