import type { Me } from '#contract/staff.ts'
import { fromB64 } from '#seal/b64.ts'
import { openKey } from '#seal/open.ts'

/** `waiting` until a lead has handed the key over; `closed` when what we were given does not open. */
export type DeskKey = { is: 'open'; identity: string } | { is: 'waiting' } | { is: 'closed' }

/** The secret keys of the one who is signed in. They live in memory only, and in one object, so that a lock forgets all. */
export class Keyring {
  readonly memberIdentity: string
  /** The key of the search tokens, base64; null for who works at no investigation desk. */
  readonly matchingKeyB64: string | null
  readonly #desks: ReadonlyMap<string, DeskKey>

  private constructor(memberIdentity: string, desks: ReadonlyMap<string, DeskKey>, matchingKeyB64: string | null) {
    this.memberIdentity = memberIdentity
    this.matchingKeyB64 = matchingKeyB64
    this.#desks = desks
  }

  /** Opens the key of every desk that `me` belongs to. */
  static async of(me: Me, memberIdentity: string): Promise<Keyring> {
    const desks = new Map<string, DeskKey>()
    for (const desk of me.desks) desks.set(desk.id, await deskKey(desk.id, desk.deskKeyB64, memberIdentity))
    return new Keyring(memberIdentity, desks, await matchingKey(me, desks))
  }

  desk(id: string): DeskKey {
    return this.#desks.get(id) ?? { is: 'waiting' }
  }

  /** The identity of a desk, or null without its key. */
  identityOf(desk: string): string | null {
    const key = this.desk(desk)
    return key.is === 'open' ? key.identity : null
  }
}

async function deskKey(desk: string, sealedB64: string | null, memberIdentity: string): Promise<DeskKey> {
  if (sealedB64 === null) return { is: 'waiting' }
  const opened = await openKey(fromB64(sealedB64), [memberIdentity], { tip: desk, kind: 'desk-key', seq: 0 })
  return opened.is === 'opened' ? { is: 'open', identity: opened.key } : { is: 'closed' }
}

/** All investigation desks share one matching key; the first wrap that opens gives it. */
async function matchingKey(me: Me, desks: ReadonlyMap<string, DeskKey>): Promise<string | null> {
  for (const { id, matchingKeyB64 } of me.desks) {
    const key = desks.get(id)
    if (matchingKeyB64 === null || key?.is !== 'open') continue
    const opened = await openKey(fromB64(matchingKeyB64), [key.identity], { tip: id, kind: 'matching-key', seq: 0 })
    if (opened.is === 'opened') return opened.key
  }
  return null
}
