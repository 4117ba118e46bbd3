import { readOffice, registerSigningKey, signIn, signOut, whoAmI, type Me, type MyDesk } from '#contract/staff.ts'
import type { ReplyOf } from '#contract/route.ts'
import { may, type Permission } from '#contract/roles.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import { openKey } from '#seal/open.ts'
import { signingKeyOf } from '#seal/signing.ts'
import { call } from '#ui/client.ts'
import type { Failure } from '../words/refusals.ts'
import { Keyring } from './keyring.ts'
import { send } from './send.ts'

export type Office = ReplyOf<typeof readOffice>
/** `passwordWrong` is found in the browser, `failed` by the server, `damaged` when the account's own key does not open. */
export type Entry = { is: 'in' } | { is: 'passwordWrong' } | { is: 'damaged' } | { is: 'failed'; failure: Failure }

/** Who sits here, and whether their keys are in memory. The cookie outlives a reload; the keys never do. */
class Session {
  office = $state.raw<Office | null>(null)
  me = $state.raw<Me | null>(null)
  keys = $state.raw<Keyring | null>(null)
  /** Why the sign-in page shows although somebody was in. */
  ended = $state(false)
  readonly #beforeLock = new Set<() => Promise<void> | void>()

  get isOpen(): boolean {
    return this.me !== null && this.keys !== null
  }

  /** Reads what the first page needs; says what went wrong. */
  async find(): Promise<Failure | null> {
    const office = await call(send, readOffice, {})
    if (office.is !== 'done') return office
    this.office = office.reply
    if (this.me !== null || !office.reply.founded) return null
    const me = await call(send, whoAmI, {})
    if (me.is === 'done') this.me = me.reply
    return me.is === 'done' || (me.is === 'refused' && me.refusal === 'notSignedIn') ? null : me
  }

  async signIn(login: string, password: string): Promise<Entry> {
    const name = login.trim().toLowerCase()
    const derived = await passwordKeys(password, name, this.#siteId, deriveInWorker)
    const answer = await call(send, signIn, { body: { login: name, loginProofB64: toB64(derived.loginProofBytes) } })
    if (answer.is !== 'done') return { is: 'failed', failure: answer }
    const isIn = await this.#open(answer.reply, derived.unlockIdentity)
    if (!isIn) return { is: 'damaged' }
    this.ended = false
    return { is: 'in' }
  }

  /** After a reload or a lock: the password opens the member key again, without the server. */
  async unlock(password: string): Promise<Entry> {
    if (this.me === null) return { is: 'damaged' }
    const derived = await passwordKeys(password, this.me.login, this.#siteId, deriveInWorker)
    return (await this.#open(this.me, derived.unlockIdentity)) ? { is: 'in' } : { is: 'passwordWrong' }
  }

  /** Reads the account again, for instance for a desk key that was handed over meanwhile. */
  async refresh(): Promise<Failure | null> {
    const answer = await call(send, whoAmI, {})
    if (answer.is !== 'done') return answer
    if (this.keys !== null) this.keys = await Keyring.of(answer.reply, this.keys.memberIdentity)
    this.me = answer.reply
    return null
  }

  /** Forgets all keys; what must be saved first is saved. */
  async lock(): Promise<void> {
    for (const save of this.#beforeLock) await save()
    this.keys = null
  }

  /** Runs before the keys are forgotten; gives back how to stop that. */
  beforeLock(save: () => Promise<void> | void): () => void {
    this.#beforeLock.add(save)
    return () => this.#beforeLock.delete(save)
  }

  async signOut(): Promise<void> {
    await call(send, signOut, {})
    this.forget()
  }

  /** The server knows no session of ours any more. */
  end(): void {
    this.ended = this.me !== null
    this.forget()
  }

  forget(): void {
    this.keys = null
    this.me = null
  }

  /** Me, as others see me. */
  get self(): { id: string; name: string } | null {
    return this.me && { id: this.me.id, name: this.me.name }
  }

  desk(id: string): MyDesk | undefined {
    return this.me?.desks.find((desk) => desk.id === id)
  }

  may(permission: Permission): boolean {
    return this.me?.desks.some((desk) => may(desk.role, permission)) ?? false
  }

  get #siteId(): string {
    if (this.office === null) throw new Error('The office was not read')
    return this.office.siteId
  }

  async #open(me: Me, unlockIdentity: string): Promise<boolean> {
    const opened = await openKey(fromB64(me.memberKeyB64), [unlockIdentity], { tip: me.id, kind: 'member-key', seq: 0 })
    this.me = me
    if (opened.is !== 'opened') return false
    if (!(await this.#signsWith(me, opened.key))) return false
    this.keys = await Keyring.of(me, opened.key)
    return true
  }

  /** Registers what this member signs with, at the first sign-in. False when the server holds another key for this account. */
  async #signsWith(me: Me, memberIdentity: string): Promise<boolean> {
    const signPublicB64 = toB64(signingKeyOf(memberIdentity).publicBytes)
    if (me.signPublicB64 !== null) return me.signPublicB64 === signPublicB64
    const answer = await call(send, registerSigningKey, { body: { signPublicB64 } })
    // Without a registered key nothing can be signed, and the server says so then; all else works.
    if (answer.is === 'done') this.me = { ...me, signPublicB64 }
    return true
  }
}

export const session = new Session()
