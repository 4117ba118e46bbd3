import { changePassword, type Me } from '#contract/staff.ts'
import { toB64 } from '#seal/b64.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import type { Answer } from '#ui/client.ts'
import { sealMemberKey } from '../making/account.ts'
import { callOffice } from '../session/call-office.ts'

/** Wraps the member key to a new password. The key itself stays, so nothing that was sealed to it is lost. */
export async function replacePassword(
  me: Me,
  memberIdentity: string,
  siteId: string,
  now: string,
  next: string,
): Promise<Answer<object>> {
  const before = await passwordKeys(now, me.login, siteId, deriveInWorker)
  const after = await passwordKeys(next, me.login, siteId, deriveInWorker)
  return callOffice(changePassword, {
    body: {
      loginProofB64: toB64(before.loginProofBytes),
      newLoginProofB64: toB64(after.loginProofBytes),
      memberKeyB64: await sealMemberKey(me.id, memberIdentity, after.unlockRecipient),
    },
  })
}
