import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changePassword,
  foundOffice,
  handOverKey,
  invite,
  join,
  listStaff,
  readDesk,
  readInvitation,
  readOffice,
  removeMember,
  setDeskMail,
  signIn,
  signOut,
  stopStaff,
  whoAmI,
  withdrawInvitation,
} from '#contract/staff.ts'
import { toB64 } from '#seal/b64.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import { openKey } from '#seal/open.ts'
import { fromB64 } from '#seal/b64.ts'
import { delayAfter } from '#server/staff/sign-in-delay.ts'
import {
  founding,
  joinBody,
  newInvitation,
  newMember,
  quickDerive,
  wrappedDeskKey,
  type FoundedDesk,
  type Member,
  type StaffBrowser,
} from './browser.ts'
import { foundedOffice, SETUP_TOKEN, staffBrowser, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
let siteId: string
beforeAll(async () => {
  world = await startWorld()
  siteId = (await world.site()).siteId
})
afterAll(() => world.stop())

async function joined(
  desk: FoundedDesk,
  role: 'investigator' | 'lead' | 'security-admin',
  login: string,
): Promise<{ member: Member; browser: StaffBrowser }> {
  const member = await newMember(siteId, login)
  const invitation = await newInvitation(desk, login, role)
  await founded.browser.done(invite, { params: { desk: desk.id }, body: invitation.body })
  const browser = staffBrowser(world)
  await browser.done(join, { body: await joinBody(member, invitation) })
  await browser.signIn(member)
  return { member, browser }
}

test('before the founding nobody can sign in, and no tips are taken', async () => {
  expect((await staffBrowser(world).done(readOffice, {})).founded).toBe(false)
  expect((await world.site()).open).toBe(false)
})

test('the office is founded once, only with the token, whoever else tries at the same time', async () => {
  const founder = await newMember(siteId, 'early.bird')
  const desk = { nameZh: '支队', nameEn: 'Squad', kind: 'investigation' as const, districts: [], categories: [] }
  const { body } = await founding(founder, 'a wrong token', [desk])
  expect(await staffBrowser(world).refusal(foundOffice, { body })).toBe('setupTokenWrong')
  founded = await foundedOffice(world)
  expect(await staffBrowser(world).refusal(foundOffice, { body: { ...body, setupToken: SETUP_TOKEN } })).toBe(
    'alreadyFounded',
  )
  expect((await world.site()).open).toBe(true)
})

test('the member key and the desk keys open with the password, in the browser', async () => {
  const me = await founded.browser.done(whoAmI, {})
  const { unlockIdentity } = await passwordKeys(founded.lead.password, me.login, siteId, quickDerive)
  const member = await openKey(fromB64(me.memberKeyB64), [unlockIdentity], { tip: me.id, kind: 'member-key', seq: 0 })
  if (member.is !== 'opened') throw new Error(member.is)
  for (const desk of me.desks) {
    const opened = await openKey(fromB64(desk.deskKeyB64 ?? ''), [member.key], {
      tip: desk.id,
      kind: 'desk-key',
      seq: 0,
    })
    expect(opened.is).toBe('opened')
  }
})

test('an unknown login, a wrong proof and a stopped account get the same answer', async () => {
  const { member } = await joined(founded.administration, 'security-admin', 'luo.stopped')
  await world.database.owner`update staff set stopped = true where login = 'luo.stopped'`
  const tryIn = (login: string, loginProofB64: string) =>
    staffBrowser(world).refusal(signIn, { body: { login, loginProofB64 } })
  expect(await tryIn('nobody.here', Buffer.alloc(32).toString('base64'))).toBe('signInFailed')
  expect(await tryIn('chen.lead', Buffer.alloc(32).toString('base64'))).toBe('signInFailed')
  expect(await tryIn('luo.stopped', member.account.loginProofB64)).toBe('signInFailed')
})

test('after some failures one waits, the longer the more, and never more than five minutes', async () => {
  expect([0, 4, 5, 6, 7, 20, 1000].map(delayAfter)).toEqual([0, 0, 2, 4, 8, 300, 300])
  const { member, browser } = await joined(founded.city, 'investigator', 'wang.slow')
  const wrong = { body: { login: 'wang.slow', loginProofB64: Buffer.alloc(32).toString('base64') } }
  const came = await Promise.all(Array.from({ length: 12 }, () => browser.refusal(signIn, wrong)))
  expect(came.filter((each) => each === 'signInFailed')).toHaveLength(5)
  const answer = await browser.call(signIn, {
    body: { login: 'wang.slow', loginProofB64: member.account.loginProofB64 },
  })
  expect(answer).toMatchObject({
    is: 'refused',
    refusal: 'waitBeforeSignIn',
    body: { retryAfterSeconds: expect.toBeOneOf([1, 2]) },
  })
  await world.database.owner`update sign_in_failures set last_at = last_at - interval '3 seconds'`
  expect((await browser.signIn(member)).login).toBe('wang.slow')
})

test('an invitation lets one person in, once, and waits for the desk key', async () => {
  const invitation = await newInvitation(founded.city, '苏婷', 'investigator')
  await founded.browser.done(invite, { params: { desk: founded.city.id }, body: invitation.body })
  expect(await staffBrowser(world).done(readInvitation, { body: { tokenB64: invitation.tokenB64 } })).toMatchObject({
    name: '苏婷',
    role: 'investigator',
  })
  const [one, other] = [await newMember(siteId, 'su.one'), await newMember(siteId, 'su.other')]
  const came = await Promise.all(
    [one, other].map(async (member) => staffBrowser(world).refusal(join, { body: await joinBody(member, invitation) })),
  )
  expect(came.toSorted()).toEqual(['done', 'invitationUnknown'])
  const { members } = await founded.browser.done(readDesk, { params: { desk: founded.city.id } })
  const newcomer = members.find((each) => each.login.startsWith('su.'))
  expect(newcomer).toMatchObject({ holdsKey: false, role: 'investigator' })
  expect(await staffBrowser(world).refusal(readInvitation, { body: { tokenB64: invitation.tokenB64 } })).toBe(
    'invitationUnknown',
  )
})

test('an invitation that was withdrawn or is out of date lets nobody in', async () => {
  const [withdrawn, late] = [
    await newInvitation(founded.city, '甲', 'investigator'),
    await newInvitation(founded.city, '乙', 'investigator'),
  ]
  for (const { body } of [withdrawn, late])
    await founded.browser.done(invite, { params: { desk: founded.city.id }, body })
  await founded.browser.done(withdrawInvitation, { params: { desk: founded.city.id, invitation: withdrawn.body.id } })
  await world.database.owner`update invitations set expires_at = now() - interval '1 minute' where id = ${late.body.id}`
  const member = await newMember(siteId, 'jia.yi')
  for (const invitation of [withdrawn, late]) {
    expect(await staffBrowser(world).refusal(join, { body: await joinBody(member, invitation) })).toBe(
      'invitationUnknown',
    )
  }
})

test('a login that is taken leaves the invitation open for another', async () => {
  const invitation = await newInvitation(founded.city, '丙', 'investigator')
  await founded.browser.done(invite, { params: { desk: founded.city.id }, body: invitation.body })
  expect(
    await staffBrowser(world).refusal(join, { body: await joinBody(await newMember(siteId, 'chen.lead'), invitation) }),
  ).toBe('loginTaken')
  expect(
    await staffBrowser(world).refusal(join, {
      body: await joinBody(await newMember(siteId, 'bing.third'), invitation),
    }),
  ).toBe('done')
})

test('only a lead of the desk invites, and only for roles that the desk has', async () => {
  const { browser } = await joined(founded.city, 'investigator', 'lin.plain')
  const invitation = await newInvitation(founded.city, '丁', 'investigator')
  expect(await browser.refusal(invite, { params: { desk: founded.city.id }, body: invitation.body })).toBe(
    'notPermitted',
  )
  expect(
    await founded.browser.refusal(invite, {
      params: { desk: founded.city.id },
      body: { ...invitation.body, role: 'cashier' },
    }),
  ).toBe('roleNotOfDesk')
  expect(await founded.browser.refusal(invite, { params: { desk: randomUUID() }, body: invitation.body })).toBe(
    'notPermitted',
  )
  expect(await browser.refusal(setDeskMail, { params: { desk: founded.city.id }, body: { mail: 'a@b.example' } })).toBe(
    'notPermitted',
  )
  expect(
    await founded.browser.refusal(setDeskMail, { params: { desk: founded.city.id }, body: { mail: 'no address' } }),
  ).toBe('invalidInput')
})

test('a desk keeps a lead who holds its key, also when two leads remove each other at once', async () => {
  const { member, browser } = await joined(founded.jiyang, 'lead', 'fu.second')
  const remove = (by: StaffBrowser, who: string) =>
    by.refusal(removeMember, { params: { desk: founded.jiyang.id, member: who } })
  expect(await remove(browser, founded.lead.account.id)).toBe('lastLead')
  const deskKeyB64 = await wrappedDeskKey(founded.jiyang, member)
  await founded.browser.done(handOverKey, {
    params: { desk: founded.jiyang.id, member: member.account.id },
    body: { deskKeyB64 },
  })
  const came = await Promise.all([remove(browser, founded.lead.account.id), remove(founded.browser, member.account.id)])
  expect(came.filter((each) => each === 'done')).toHaveLength(1)
  const leads = await world.database
    .owner`select 1 from desk_members where desk_id = ${founded.jiyang.id} and role = 'lead'`
  expect(leads).toHaveLength(1)
})

test('a new password ends the other sessions and the old password', async () => {
  const { member, browser } = await joined(founded.city, 'investigator', 'zhou.changes')
  const other = staffBrowser(world)
  await other.signIn(member)
  const keys = await passwordKeys('a new password', 'zhou.changes', siteId, quickDerive)
  const body = {
    loginProofB64: member.account.loginProofB64,
    newLoginProofB64: toB64(keys.loginProofBytes),
    memberKeyB64: member.account.memberKeyB64,
  }
  expect(
    await browser.refusal(changePassword, { body: { ...body, loginProofB64: Buffer.alloc(32).toString('base64') } }),
  ).toBe('signInFailed')
  await browser.done(changePassword, { body })
  expect(await browser.refusal(whoAmI, {})).toBe('done')
  expect(await other.refusal(whoAmI, {})).toBe('notSignedIn')
  const again = (loginProofB64: string) =>
    staffBrowser(world).refusal(signIn, { body: { login: 'zhou.changes', loginProofB64 } })
  expect(await again(member.account.loginProofB64)).toBe('signInFailed')
  expect(await again(body.newLoginProofB64)).toBe('done')
})

test('the security administrator stops an account: its sessions end at once', async () => {
  const admin = await joined(founded.administration, 'security-admin', 'luo.security')
  const { member, browser } = await joined(founded.city, 'investigator', 'mai.stopped')
  expect(await browser.refusal(listStaff, {})).toBe('notPermitted')
  const { staff } = await admin.browser.done(listStaff, {})
  expect(staff.find((each) => each.login === 'mai.stopped')).toMatchObject({
    stopped: false,
    desks: [{ nameZh: '支队', role: 'investigator' }],
  })
  await admin.browser.done(stopStaff, { params: { member: member.account.id }, body: { stopped: true } })
  expect(await browser.refusal(whoAmI, {})).toBe('notSignedIn')
  expect(
    await admin.browser.refusal(stopStaff, { params: { member: admin.member.account.id }, body: { stopped: true } }),
  ).toBe('notPermitted')
  await admin.browser.done(stopStaff, { params: { member: member.account.id }, body: { stopped: false } })
  await browser.signIn(member)
})

test('signing out ends the session on the server too', async () => {
  const { member } = await joined(founded.city, 'investigator', 'gao.leaves')
  const browser = staffBrowser(world)
  await browser.signIn(member)
  await browser.done(signOut, {})
  expect(await browser.refusal(whoAmI, {})).toBe('notSignedIn')
})

test('the cookie is HttpOnly and SameSite=Strict, and a page of another site is refused', async () => {
  const { member } = await joined(founded.city, 'investigator', 'he.cookie')
  const body = { login: 'he.cookie', loginProofB64: member.account.loginProofB64 }
  const response = await world.office.inject({ method: 'POST', url: '/api/session', payload: body })
  const cookie = String(response.headers['set-cookie'])
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  const headers = { cookie: cookie.split(';')[0] ?? '', 'sec-fetch-site': 'cross-site' }
  expect((await world.office.inject({ method: 'GET', url: '/api/session', headers })).json()).toEqual({
    refusal: 'notPermitted',
  })
})
