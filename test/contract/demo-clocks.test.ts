import { expect, test } from 'vitest'
import { pauseReason, type OrderStatus } from '#contract/clocks.ts'
import { orderText, statusAfter } from '#contract/orders.ts'
import { may } from '#contract/roles.ts'
import { DEMO_PEOPLE } from '#db/seed/people.ts'
import { DEMO_ORDERS, DEMO_PAUSES } from '#db/seed/play-clocks.ts'
import { DEMO_TIPS } from '#db/seed/tips.ts'

const tips = new Set(DEMO_TIPS.map(({ key }) => key))
const works = (login: string) => DEMO_PEOPLE.find((person) => person.login === login)?.works ?? []

test('the pauses and orders of the demo are about its tips, and say what the contract lets them say', () => {
  for (const { tip, reason } of DEMO_PAUSES)
    expect([tips.has(tip), pauseReason.safeParse(reason).success]).toEqual([true, true])
  for (const { tip, entries } of DEMO_ORDERS) {
    expect(tips.has(tip), tip).toBe(true)
    for (const { did, text } of entries) {
      expect(text === null, tip).toBe(did === 'accept')
      if (text !== null) expect(orderText.safeParse(text).success, tip).toBe(true)
    }
  }
})

test('each order is answered by leads and judged by auditors, in an order that is possible, and every end is shown', () => {
  const ends = DEMO_ORDERS.map(({ tip, entries }) => {
    let status: OrderStatus | null = 'issued'
    for (const { did, by } of entries) {
      const permission = did === 'answer' ? 'leadDesk' : 'superviseDesks'
      expect(
        works(by).some(({ role }) => may(role, permission)),
        `${tip}: ${by} may not ${did}`,
      ).toBe(true)
      status = status && statusAfter(status, did)
      expect(status, `${tip}: ${did}`).not.toBeNull()
    }
    return status
  })
  expect(new Set(ends)).toEqual(new Set(['accepted', 'answered', 'returned']))
})
