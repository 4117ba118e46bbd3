import { randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { AnyRoute, ReplyOf, Send } from '#contract/route.ts'
import type { Role } from '#contract/roles.ts'
import * as contract from '#contract/staff.ts'
import type { Derive } from '#seal/argon2.ts'
import { toB64 } from '#seal/b64.ts'
import { newKeyPair, type KeyPair } from '#seal/identities.ts'
import {
  invitationProof,
  invitationTokenBytes,
  newInvitationSecretB64,
  newMatchingKeyB64,
  passwordKeys,
} from '#seal/member-keys.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, signStep, type Signed, type SigningKey } from '#seal/signing.ts'
import { call, type Answer, type Input } from '#ui/client.ts'

/** What browsers of staff do, without a page: for tests of the API. */

/** In place of Argon2, which would cost the tests half a second a person. */
export const quickDerive: Derive = async (secret, saltBytes) => sha256(concatBytes(saltBytes, utf8ToBytes(secret)))

export type Member = { account: contract.Account; pair: KeyPair; password: string }
export type NewDesk = Omit<contract.NewDesk, 'recipient' | 'founderKeyB64' | 'recoveryKeyB64' | 'matchingKeyB64' | 'id'>
export type FoundedDesk = { id: string; pair: KeyPair }

export async function newMember(siteId: string, login: string, password = `password of ${login}`): Promise<Member> {
  const id = randomUUID()
  const [pair, keys] = [await newKeyPair(), await passwordKeys(password, login, siteId, quickDerive)]
  const memberKeyB64 = toB64(await seal({ tip: id, kind: 'member-key', seq: 0 }, pair.identity, [keys.unlockRecipient]))
  return {
    account: {
      id,
      login,
      name: login,
      loginProofB64: toB64(keys.loginProofBytes),
      memberRecipient: pair.recipient,
      memberKeyB64,
    },
    pair,
    password,
  }
}

/** The body of a founding with these desks, and their keys. */
export async function founding(founder: Member, setupToken: string, desks: readonly NewDesk[]) {
  const recovery = await newKeyPair()
  const matchingKey = newMatchingKeyB64()
  const founded: FoundedDesk[] = []
  const rows: contract.NewDesk[] = []
  for (const desk of desks) {
    const [id, pair] = [randomUUID(), await newKeyPair()]
    const key = (recipient: string): Promise<Uint8Array> =>
      seal({ tip: id, kind: 'desk-key', seq: 0 }, pair.identity, [recipient])
    const matching = await seal({ tip: id, kind: 'matching-key', seq: 0 }, matchingKey, [pair.recipient])
    rows.push({
      ...desk,
      id,
      recipient: pair.recipient,
      founderKeyB64: toB64(await key(founder.pair.recipient)),
      recoveryKeyB64: toB64(await key(recovery.recipient)),
      matchingKeyB64: desk.kind === 'investigation' ? toB64(matching) : null,
    })
    founded.push({ id, pair })
  }
  const body = {
    setupToken,
    founder: founder.account,
    recoveryRecipient: recovery.recipient,
    recoveryShares: { shares: 5, threshold: 3 },
    desks: rows,
  }
  return { body, desks: founded }
}

/** A browser with a cookie jar of one cookie. */
export class StaffBrowser {
  #cookie = ''
  #signsWith: SigningKey | null = null
  readonly #send: Send

  constructor(send: Send) {
    this.#send = send
  }

  async call<T extends AnyRoute>(route: T, input: Input<T>): Promise<Answer<ReplyOf<T>>> {
    return call(this.send, route, input)
  }

  readonly send: Send = async (path, init) => {
    const headers = { ...init.headers, ...(this.#cookie === '' ? {} : { cookie: this.#cookie }) }
    const response = await this.#send(path, { ...init, headers })
    const set = response.headers.get('set-cookie')
    if (set !== null) this.#cookie = set.split(';')[0] ?? ''
    return response
  }

  /** The reply, or a failing test. */
  async done<T extends AnyRoute>(route: T, input: Input<T>): Promise<ReplyOf<T>> {
    const answer = await this.call(route, input)
    if (answer.is !== 'done') throw new Error(`${route.id}: ${answer.is === 'refused' ? answer.refusal : answer.is}`)
    return answer.reply
  }

  /** The refusal of a call, or what it came to instead. */
  async refusal<T extends AnyRoute>(route: T, input: Input<T>): Promise<string> {
    const answer = await this.call(route, input)
    return answer.is === 'refused' ? answer.refusal : answer.is
  }

  /** As the page does: the first time the browser registers what this member signs with. */
  async signIn(member: Member): Promise<contract.Me> {
    const me = await this.done(contract.signIn, {
      body: { login: member.account.login, loginProofB64: member.account.loginProofB64 },
    })
    this.#signsWith = signingKeyOf(member.pair.identity)
    if (me.signPublicB64 === null)
      await this.done(contract.registerSigningKey, { body: { signPublicB64: toB64(this.#signsWith.publicBytes) } })
    return me
  }

  /** The signature of whoever is signed in, under a step of an award. */
  signatureB64(step: Signed): string {
    return toB64(signStep(this.#key(), step))
  }

  /** The same under any text. */
  signedB64(messageBytes: Uint8Array): string {
    return toB64(ed25519.sign(messageBytes, this.#key().secretBytes))
  }

  #key(): SigningKey {
    if (this.#signsWith === null) throw new Error('Nobody is signed in here')
    return this.#signsWith
  }
}

/** An invitation as a lead's browser makes it. */
export async function newInvitation(desk: FoundedDesk, name: string, role: Role) {
  const [id, secretB64] = [randomUUID(), newInvitationSecretB64()]
  const sealed = await seal({ tip: id, kind: 'invitation', seq: 0 }, secretB64, [desk.pair.recipient])
  const token = invitationTokenBytes(secretB64)
  return {
    secretB64,
    tokenB64: toB64(token),
    body: { id, name, role, tokenHashB64: toB64(sha256(token)), secretB64: toB64(sealed) },
  }
}

export async function joinBody(member: Member, invitation: { secretB64: string; tokenB64: string }) {
  return {
    tokenB64: invitation.tokenB64,
    account: member.account,
    proofB64: invitationProof(invitation.secretB64, member.pair.recipient),
  }
}

/** The desk key wrapped to a member, as a lead hands it over. */
export async function wrappedDeskKey(desk: FoundedDesk, member: Member): Promise<string> {
  return toB64(await seal({ tip: desk.id, kind: 'desk-key', seq: 0 }, desk.pair.identity, [member.pair.recipient]))
}
