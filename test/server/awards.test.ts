import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareAward } from '#contract/awards.ts'
import { proposed, seen, startAwards, stepped, type AwardsWorld } from './awards-world.ts'

let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
})
afterAll(() => it.stop())

test('an award below the limit goes from the desk over review and one approval to the money', async () => {
  const tip = await it.accepted()
  const caseId = await it.cracked([tip])
  const prepared = await it.as('lin').done(prepareAward, { params: { case: caseId, tip } })
  expect(prepared.hurdles).toEqual([])
  expect(prepared).toMatchObject({
    version: 1,
    existing: null,
    waiting: 0,
    tip: { as: 'origin', isBeforeAction: true },
  })
  const award = await proposed(it, { case: caseId, tip })
  expect(await stepped(it, 'zheng', award, 'review')).toBe('reviewed')
  expect(await stepped(it, 'he', award, 'approve')).toBe('approved')
  expect(await stepped(it, 'xu', award, 'fund')).toBe('granted')
  const read = await seen(it, 'lin', award)
  expect(read).toMatchObject({
    state: 'granted',
    totalFen: '2000000',
    needsSecond: false,
    factsChanged: [],
    rulesSwitched: null,
  })
  expect(read.steps.map(({ step, by }) => [step, by.name])).toEqual([
    ['propose', 'staff.lin'],
    ['review', 'staff.zheng'],
    ['approve', 'staff.he'],
    ['fund', 'staff.xu'],
  ])
})
