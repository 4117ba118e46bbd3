import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerSigningKey, whoAmI } from '#contract/staff.ts'
import { toB64 } from '#seal/b64.ts'
import { signingKeyOf } from '#seal/signing.ts'
import { foundedOffice, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
})
afterAll(() => world.stop())

test('at the first sign-in a browser registers what its member signs with', async () => {
  const { signPublicB64 } = await founded.browser.done(whoAmI, {})
  expect(signPublicB64).toBe(toB64(signingKeyOf(founded.lead.pair.identity).publicBytes))
})

test('the same key again changes nothing, another one is refused, and so it is for who owns only a session', async () => {
  const own = toB64(signingKeyOf(founded.lead.pair.identity).publicBytes)
  const before = await changes()
  await founded.browser.done(registerSigningKey, { body: { signPublicB64: own } })
  expect(await changes()).toBe(before)
  const other = { body: { signPublicB64: randomBytes(32).toString('base64') } }
  expect(await founded.browser.refusal(registerSigningKey, other)).toBe('changedMeanwhile')
  expect((await founded.browser.done(whoAmI, {})).signPublicB64).toBe(own)
})

test('not even the owner of the tables exchanges a registered key, and registering it left a mark in the log', async () => {
  const { owner } = world.database
  await expect(owner`update staff set sign_public = ${randomBytes(32)}`).rejects.toMatchObject({ code: 'LS001' })
  const [entered] = await owner`select count(*)::int as n from log_leaves where source = 'row_changes'`
  expect(entered?.['n']).toBeGreaterThan(0)
})

/** How often the row of the account changed. */
async function changes(): Promise<number> {
  const [row] = await world.database.owner`select count(*)::int as n from row_changes where source = 'staff'`
  return row?.['n'] as number
}
