import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptedTips,
  ACCEPTED,
  crackedCase,
  enterRules,
  propose,
  startAwards,
  step,
  tipProposal,
  type AwardsWorld,
} from './awards-world.ts'

let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
  await enterRules(it.owner, 'T-1', '2019-01-02')
})
afterAll(() => it.stop())

test('smoke', async () => {
  const [tip = ''] = await acceptedTips(it, [ACCEPTED])
  const of = await crackedCase(it, [tip])
  const said = await tipProposal(it, { tip, case: of })
  await propose(it.office, it.people.lin, said)
  await step(it.office, it.people.zheng, 'review', said)
  await step(it.office, it.people.he, 'approve', said)
  await step(it.office, it.people.xu, 'fund', said)
  console.log(
    await it.owner`select * from awards`,
    await it.owner`select awards_of_tip(${tip})`,
    await it.owner`select * from award_hands`,
  )
  expect(1).toBe(1)
})
