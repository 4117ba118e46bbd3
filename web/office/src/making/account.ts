import type { Account } from '#contract/staff.ts'
import { toB64 } from '#seal/b64.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { newKeyPair, type KeyPair } from '#seal/identities.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import { seal } from '#seal/seal.ts'

export type NewPerson = { login: string; name: string; password: string }
export type MadeAccount = { account: Account; member: KeyPair }

/** Makes a person's account in this browser. The password and the member key never leave it. */
export async function makeAccount(person: NewPerson, siteId: string): Promise<MadeAccount> {
  const id = crypto.randomUUID()
  const login = person.login.trim().toLowerCase()
  const derived = await passwordKeys(person.password, login, siteId, deriveInWorker)
  const member = await newKeyPair()
  const account: Account = {
    id,
    login,
    name: person.name.trim(),
    loginProofB64: toB64(derived.loginProofBytes),
    memberRecipient: member.recipient,
    memberKeyB64: await sealMemberKey(id, member.identity, derived.unlockRecipient),
  }
  return { account, member }
}

/** The member key wrapped to the key that a password opens. */
export async function sealMemberKey(account: string, memberIdentity: string, unlockRecipient: string): Promise<string> {
  return toB64(await seal({ tip: account, kind: 'member-key', seq: 0 }, memberIdentity, [unlockRecipient]))
}
