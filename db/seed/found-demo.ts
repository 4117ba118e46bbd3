import { randomUUID } from 'node:crypto'
import type { desks, deskMembers, staff } from '#db/schema/staff.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toB64 } from '#seal/b64.ts'
import { newKeyPair, type KeyPair } from '#seal/identities.ts'
import { newMatchingKeyB64, passwordKeys } from '#seal/member-keys.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf } from '#seal/signing.ts'
import { DEMO_DESKS, DEMO_PEOPLE, type DeskKey } from './people.ts'

/** Printed at every start of the demo; the demo's tips are invented, so it protects nothing. */
export const DEMO_PASSWORD = 'lushao-demo-2026'

export type DemoDeskKeys = { id: string; pair: KeyPair }
export type DemoOffice = {
  recoveryRecipient: string
  desks: ReadonlyMap<DeskKey, DemoDeskKeys>
  /** Account ids by login. */
  people: ReadonlyMap<string, string>
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
  const rows: DemoOffice['rows'] = {
    desks: await deskRows(keys, recovery.recipient, deps.foundedAt),
    staff: [],
    members: [],
  }
  const people = new Map<string, string>()
  for (const person of DEMO_PEOPLE) {
    const account = await newAccount(deps, person.login, person.nameZh)
    people.set(person.login, account.id)
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
  return { recoveryRecipient: recovery.recipient, desks: keys, people, rows }
}

export function keyOf(keys: ReadonlyMap<DeskKey, DemoDeskKeys>, key: DeskKey): DemoDeskKeys {
  const found = keys.get(key)
  if (found === undefined) throw new Error(`The demo has no desk ${key}`)
  return found
}

async function deskRows(
  keys: ReadonlyMap<DeskKey, DemoDeskKeys>,
  recoveryRecipient: string,
  foundedAt: Date,
): Promise<DemoOffice['rows']['desks']> {
  const matchingKey = newMatchingKeyB64()
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
          ? await seal({ tip: id, kind: 'matching-key', seq: 0 }, matchingKey, [pair.recipient])
          : null,
      mail: `${key}@demo.invalid`,
      foundedAt,
    })
  }
  return rows
}

async function newAccount(deps: Deps, login: string, name: string): Promise<typeof staff.$inferInsert> {
  const id = randomUUID()
  const [pair, password] = [await newKeyPair(), await passwordKeys(DEMO_PASSWORD, login, deps.siteId, argon2idBytes)]
  const loginHash = await deps.hashProof(toB64(password.loginProofBytes))
  const memberKey = await seal({ tip: id, kind: 'member-key', seq: 0 }, pair.identity, [password.unlockRecipient])
  const signPublic = signingKeyOf(pair.identity).publicBytes
  return {
    id,
    login,
    name,
    loginHash,
    memberRecipient: pair.recipient,
    memberKey,
    signPublic,
    joinedAt: deps.foundedAt,
  }
}
