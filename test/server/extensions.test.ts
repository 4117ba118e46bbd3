import { afterAll, beforeAll, expect, test } from 'vitest'
import { extendClaim, readExtensions } from '#contract/extensions.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { proposed, seen, startAwards, stepped, type AwardsWorld, type Person } from './awards-world.ts'

let it: AwardsWorld
let granted: string
let waiting: string
beforeAll(async () => {
  it = await startAwards()
  const [tip, other] = [await it.accepted(), await it.accepted()]
  granted = await proposed(it, { case: await it.cracked([tip]), tip })
  for (const [by, step] of [
    ['zheng', 'review'],
    ['he', 'approve'],
    ['xu', 'fund'],
  ] as const)
    await stepped(it, by, granted, step)
  waiting = await proposed(it, { case: await it.cracked([other]), tip: other })
})
afterAll(() => it.stop())

const read = (by: Person, award = granted) => it.as(by).done(readExtensions, { params: { award } })
async function asked(until: string, seq = 1, award = granted) {
  const readers = [it.desks.rewards.pair.recipient, it.desks.audit.pair.recipient]
  const sealed = await seal({ tip: award, kind: 'extension-reason', seq }, '举报人住院，家属来电说明。', readers)
  return { params: { award }, body: { seq, until, sealedB64: toB64(sealed) } }
}
const refusal = async (by: Person, sent: Awaited<ReturnType<typeof asked>>): Promise<string> => {
  const answer = await it.as(by).call(extendClaim, sent)
  return answer.is === 'refused' ? answer.refusal : answer.is
}
const untilOf = async (): Promise<string> => (await seen(it, 'zheng', granted)).claim?.until ?? ''
const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

test('only a reward desk gives more time, and only for what was granted and is not collected', async () => {
  const until = later(await untilOf(), 30)
  for (const by of ['lin', 'xu', 'fang'] as const)
    expect(await refusal(by, await asked(until)), by).toBe('notPermitted')
  expect(await refusal('zheng', await asked(until, 1, waiting))).toBe('claimClosed')
  expect((await read('zheng')).mayExtend).toBe(true)
  expect((await read('zheng')).recipients).toHaveLength(2)
  expect(await read('xu')).toMatchObject({ mayExtend: false, recipients: [], extensions: [] })
})

test('the new day is later than the old one, moves the term, and leaves a trace; its reason is for reward and audit desks', async () => {
  const first = await untilOf()
  expect(await refusal('zheng', await asked(first))).toBe('extensionTooShort')
  expect(await it.as('zheng').done(extendClaim, await asked(later(first, 10)))).toEqual({ until: later(first, 10) })
  expect(await refusal('he', await asked(later(first, 20), 1))).toBe('claimMoved')
  await it.as('he').done(extendClaim, await asked(later(first, 20), 2))
  expect(await untilOf()).toBe(later(first, 20))
  for (const by of ['zheng', 'he', 'fang'] as const)
    expect(
      (await read(by)).extensions.map(({ seq, by: who, sealedB64 }) => [seq, who.name, sealedB64 !== null]),
    ).toEqual([
      [1, 'staff.zheng', true],
      [2, 'staff.he', true],
    ])
  for (const by of ['lin', 'xu'] as const)
    expect(
      (await read(by)).extensions.map(({ sealedB64 }) => sealedB64),
      by,
    ).toEqual([null, null])
  const trace = await it.world.database.owner`select did from records where did = 'extend-claim'`
  expect(trace).toHaveLength(2)
})

test('what is no sealed reason is not taken', async () => {
  const body = { seq: 3, until: '2099-01-01', sealedB64: toB64(new TextEncoder().encode('举报人住院')) }
  expect(await refusal('zheng', { params: { award: granted }, body })).toBe('notSealed')
})
