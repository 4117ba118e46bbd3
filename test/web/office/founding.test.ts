import { expect, test } from 'vitest'
import { CATEGORIES } from '#contract/categories.ts'
import { DISTRICTS } from '#contract/places.ts'
import { newKeyPair } from '#seal/identities.ts'
import { openKey } from '#seal/open.ts'
import { fromB64 } from '#seal/b64.ts'
import { splitRecovery } from '#seal/recovery.ts'
import {
  desksTrouble,
  emptyDesk,
  presetDesks,
  unclaimedDistricts,
} from '../../../web/office/src/founding/preset-desks.ts'
import { checkRetyped } from '../../../web/office/src/founding/retype.ts'
import { sealMemberKey } from '../../../web/office/src/making/account.ts'
import { passwordTrouble } from '../../../web/office/src/making/passwords.ts'

test('the desks to begin with are complete: every district is taken, nothing is taken twice', () => {
  const desks = presetDesks()
  expect(desksTrouble(desks)).toBeNull()
  expect(unclaimedDistricts(desks, DISTRICTS)).toEqual([])
  const taken = desks.flatMap(({ districts, categories }) => [...districts, ...categories])
  expect(new Set(taken).size).toBe(taken.length)
  expect(desks.flatMap(({ categories }) => categories).every((category) => CATEGORIES.includes(category))).toBe(true)
})

test('a list of desks that cannot work is told why', () => {
  expect(desksTrouble(presetDesks().filter(({ kind }) => kind !== 'investigation'))).toBe('noInvestigation')
  expect(desksTrouble([...presetDesks(), emptyDesk()])).toBe('nameMissing')
  expect(desksTrouble([...presetDesks(), ...presetDesks()])).toBe('nameTwice')
})

test('a district that nobody takes is named, unless a desk takes all the rest', () => {
  const without = presetDesks().filter(({ districts }) => !districts.includes('yucai'))
  expect(unclaimedDistricts(without, DISTRICTS)).toEqual(['yucai'])
  expect(unclaimedDistricts([...without, emptyDesk()], DISTRICTS)).toEqual([])
})

test('a share is right in any spelling, a typing error is named, another share is not taken', async () => {
  const [one = '', two = ''] = await splitRecovery((await newKeyPair()).identity, 3, 2)
  expect(checkRetyped(one.toLowerCase().replaceAll('-', ' '), one)).toBe('right')
  expect(checkRetyped(two, one)).toBe('other')
  expect(checkRetyped(one.slice(0, -1), one)).toBe('typo')
  expect(checkRetyped('  ', one)).toBe('empty')
})

test.each([
  ['short', 'short', 'short'],
  ['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', 'simple'],
  ['my lin.yue password', 'my lin.yue password', 'login'],
  ['seven quiet boats', 'seven quiet boat', 'differs'],
  ['七条小船在正午靠岸听见鹿哨', '七条小船在正午靠岸听见鹿哨', null],
])('the password %j, again %j: %s', (password, again, trouble) => {
  expect(passwordTrouble(password, again, 'lin.yue')).toBe(trouble)
})

test('a member key opens at its account and nowhere else', async () => {
  const [member, unlock] = [await newKeyPair(), await newKeyPair()]
  const sealedB64 = await sealMemberKey('00000000-0000-4000-8000-000000000001', member.identity, unlock.recipient)
  const openAt = (tip: string): ReturnType<typeof openKey> =>
    openKey(fromB64(sealedB64), [unlock.identity], { tip, kind: 'member-key', seq: 0 })
  expect(await openAt('00000000-0000-4000-8000-000000000001')).toEqual({ is: 'opened', key: member.identity })
  expect(await openAt('00000000-0000-4000-8000-000000000002')).toEqual({ is: 'damaged', why: 'place' })
})
