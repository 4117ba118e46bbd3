import { afterAll, beforeAll, expect, test } from 'vitest'
import { grounds } from '#contract/awards.ts'
import { AWARD_STATES } from '#contract/rewards/chain.ts'
import { strikeGrounds } from '#contract/rewards/strikes.ts'
import { DEMO_PASSWORD } from '#db/seed/found-demo.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import { open, openKey } from '#seal/open.ts'
import { isSignedStep } from '#seal/signing.ts'
import { startSites, type Sites } from './world.ts'

/** The awards of the demo, as they lie in its database. */
let sites: Sites
beforeAll(async () => {
  sites = await startSites({ demo: true })
})
afterAll(() => sites.stop())

test('there is an award in every state that a visitor wants to see, of both funds', async () => {
  const rows = await sites.database
    .owner`select fund, state, needs_second, notify_due_on < current_date as late from awards`
  const shown = AWARD_STATES.filter((state) => state !== 'withdrawn')
  expect(new Set(rows.map(({ state }) => state as string))).toEqual(new Set(shown))
  expect(new Set(rows.map(({ fund }) => fund as string))).toEqual(new Set(['tips', 'strikes']))
  expect(rows.filter((row) => row['state'] === 'approved-once').map((row) => row['needs_second'])).toEqual([true])
  expect(new Set(rows.map(({ late }) => late as boolean))).toEqual(new Set([true, false]))
})

test('every step is signed by the one who took it, over what stands there', async () => {
  const signed = await sites.database.owner`
    select award_id, version, 'propose' as step, digest, signature, sign_public from award_versions join staff on id = proposed_by
    union all select award_id, version, step, digest, signature, sign_public from award_steps join staff on id = staff_id`
  expect(signed.length).toBeGreaterThan(15)
  for (const row of signed) {
    const { award_id: award, version, step, digest } = row as unknown as Step
    const said = { award, version, step, digest: Buffer.from(digest).toString('hex') }
    expect(isSignedStep(row['sign_public'] as Buffer, said, row['signature'] as Buffer), step).toBe(true)
  }
})
type Step = { award_id: string; version: number; step: Parameters<typeof isSignedStep>[1]['step']; digest: Buffer }

test('the reasons open for the reward desk and the auditor, and for nobody of finance', async () => {
  const [reviewer, auditor, cashier] = [
    await deskIdentities('zheng.qiwen'),
    await deskIdentities('fang.yicheng'),
    await deskIdentities('xu.jing'),
  ]
  const versions = await sites.database.owner`select award_id, grounds, content->>'fund' as fund from award_versions`
  for (const row of versions) {
    const at = { tip: String(row['award_id']), kind: 'award-grounds', seq: 1 } as const
    const sealedBytes = row['grounds'] as Buffer
    for (const identities of [reviewer, auditor]) {
      const opened = await open(sealedBytes, identities, at)
      if (opened.is !== 'opened') throw new Error('The reasons do not open')
      expect((row['fund'] === 'tips' ? grounds : strikeGrounds).safeParse(opened.body).success).toBe(true)
    }
    expect(await open(sealedBytes, cashier, at)).toEqual({ is: 'notForUs' })
  }
})

/** The desk keys of somebody, as their browser opens them with the password of the demo. */
async function deskIdentities(login: string): Promise<string[]> {
  const [site] = await sites.database.owner`select site_id from site`
  const [person] = await sites.database.owner`select id, member_key from staff where login = ${login}`
  const id = String(person?.['id'])
  const { unlockIdentity } = await passwordKeys(DEMO_PASSWORD, login, String(site?.['site_id']), argon2idBytes)
  const member = await openKey(person?.['member_key'] as Buffer, [unlockIdentity], {
    tip: id,
    kind: 'member-key',
    seq: 0,
  })
  if (member.is !== 'opened') throw new Error('The member key does not open')
  const desks = await sites.database.owner`select desk_id, desk_key from desk_members where staff_id = ${id}`
  return Promise.all(
    desks.map(async (row) => {
      const at = { tip: String(row['desk_id']), kind: 'desk-key', seq: 0 } as const
      const opened = await openKey(row['desk_key'] as Buffer, [member.key], at)
      if (opened.is !== 'opened') throw new Error('The desk key does not open')
      return opened.key
    }),
  )
}
