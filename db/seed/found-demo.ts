import { randomUUID } from 'node:crypto'
import type { desks, deskMembers, staff } from '#db/schema/staff.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toB64 } from '#seal/b64.ts'
import { newKeyPair, type KeyPair } from '#seal/identities.ts'
import { newMatchingKeyB64, passwordKeys } from '#seal/member-keys.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, type SigningKey } from '#seal/signing.ts'
import { DEMO_DESKS, DEMO_PEOPLE, type DeskKey } from './people.ts'

/** Printed at every start of the demo; the demo's tips are invented, so it protects nothing. */
export const DEMO_PASSWORD = 'lushao-demo-2026'

export type DemoDeskKeys = { id: string; pair: KeyPair }
export type DemoOffice = {
  recoveryRecipient: string
  desks: ReadonlyMap<DeskKey, DemoDeskKeys>
  /** Account ids by login. */
  people: ReadonlyMap<string, string>
  /** What each signs with, by login. */
  signing: ReadonlyMap<string, SigningKey>
  matchingKeyB64: string
  rows: {
    desks: (typeof desks.$inferInsert)[]
    staff: (typeof staff.$inferInsert)[]
    members: (typeof deskMembers.$inferInsert)[]
  }
}

type Deps = { siteId: string; hashProof: (loginProofB64: string) => Promise<string>; foundedAt: Date }

/** Does what the browsers of the founder and of everybody invited would do. Only sealed keys are in the rows. */
export async function foundDemo(deps: Deps): Promise<DemoOffice> {
  const recovery = await newKeyPair()
  const keys = new Map<DeskKey, DemoDeskKeys>()
  for (const { key } of DEMO_DESKS) keys.set(key, { id: randomUUID(), pair: await newKeyPair() })
  const matchingKeyB64 = newMatchingKeyB64()
  const rows: DemoOffice['rows'] = {
    desks: await deskRows(keys, { recoveryRecipient: recovery.recipient, matchingKeyB64 }, deps.foundedAt),
    staff: [],
    members: [],
  }
  const people = new Map<string, string>()
  const signing = new Map<string, SigningKey>()
  for (const person of DEMO_PEOPLE) {
    const { account, signs } = await newAccount(deps, person.login, person.nameZh)
    people.set(person.login, account.id)
    signing.set(person.login, signs)
    rows.staff.push(account)
    const founder = rows.staff[0]?.id ?? account.id
    for (const { desk, role } of person.works) {
      const { id, pair } = keyOf(keys, desk)
      const deskKey = await seal({ tip: id, kind: 'desk-key', seq: 0 }, pair.identity, [account.memberRecipient])
      rows.members.push({
        deskId: id,
        staffId: account.id,
        role,
        deskKey,
        keyGivenBy: founder,
        joinedAt: deps.foundedAt,
      })
    }
  }
  return { recoveryRecipient: recovery.recipient, desks: keys, people, signing, matchingKeyB64, rows }
}

export function keyOf(keys: ReadonlyMap<DeskKey, DemoDeskKeys>, key: DeskKey): DemoDeskKeys {
  const found = keys.get(key)
  if (found === undefined) throw new Error(`The demo has no desk ${key}`)
  return found
}

async function deskRows(
  keys: ReadonlyMap<DeskKey, DemoDeskKeys>,
  { recoveryRecipient, matchingKeyB64 }: { recoveryRecipient: string; matchingKeyB64: string },
  foundedAt: Date,
): Promise<DemoOffice['rows']['desks']> {
  const rows: DemoOffice['rows']['desks'] = []
  for (const { key, districts, categories, ...named } of DEMO_DESKS) {
    const { id, pair } = keyOf(keys, key)
    rows.push({
      ...named,
      id,
      districts: [...districts],
      categories: [...categories],
      recipient: pair.recipient,
      recoveryKey: await seal({ tip: id, kind: 'desk-key', seq: 0 }, pair.identity, [recoveryRecipient]),
      matchingKey:
        named.kind === 'investigation'
          ? await seal({ tip: id, kind: 'matching-key', seq: 0 }, matchingKeyB64, [pair.recipient])
          : null,
      mail: `${key}@demo.invalid`,
      foundedAt,
    })
  }
  return rows
}

type Account = { account: typeof staff.$inferInsert; signs: SigningKey }

async function newAccount(deps: Deps, login: string, name: string): Promise<Account> {
  const id = randomUUID()
  const [pair, password] = [await newKeyPair(), await passwordKeys(DEMO_PASSWORD, login, deps.siteId, argon2idBytes)]
  const loginHash = await deps.hashProof(toB64(password.loginProofBytes))
  const memberKey = await seal({ tip: id, kind: 'member-key', seq: 0 }, pair.identity, [password.unlockRecipient])
  const signs = signingKeyOf(pair.identity)
  const account = {
    id,
    login,
    name,
    loginHash,
    memberRecipient: pair.recipient,
    memberKey,
    signPublic: signs.publicBytes,
    joinedAt: deps.foundedAt,
  }
  return { account, signs }
}
