import { expect, test } from 'vitest'
import { awardAfter, type AwardState } from '#contract/rewards/chain.ts'
import { strikeFaults } from '#contract/rewards/strikes.ts'
import { MAY, type Permission } from '#contract/roles.ts'
import { DEMO_AWARDS, type DemoAward } from '#db/seed/awards.ts'
import { demoBudgets } from '#db/seed/budgets.ts'
import { DEMO_CASES } from '#db/seed/cases.ts'
import { REWARDED } from '#db/seed/demo-words.ts'
import { DEMO_PEOPLE, type DeskKey } from '#db/seed/people.ts'

const may = (login: string, permission: Permission, desk?: DeskKey): boolean =>
  DEMO_PEOPLE.some(
    (person) =>
      person.login === login &&
      person.works.some((work) => (desk === undefined || work.desk === desk) && MAY[work.role].includes(permission)),
  )
const PERMISSION = {
  review: 'reviewAwards',
  approve: 'approveAwards',
  'approve-second': 'approveAwards',
  fund: 'confirmFunds',
  return: 'reviewAwards',
  withdraw: 'proposeAwards',
} as const

test.each(DEMO_AWARDS.map((demo) => [`${demo.fund} of ${demo.case}`, demo] as const))(
  '%s: put forward by the desk of its cracked case, each step by another person who may take it, in time',
  (_, demo) => {
    const found = DEMO_CASES.find(({ key }) => key === demo.case)
    const cracked = found?.steps.find(([step]) => step === 'cracked')?.[1] ?? 0
    expect(cracked).toBeGreaterThan(demo.hoursAgo)
    expect(may(demo.by, 'proposeAwards', found?.desk)).toBe(true)
    for (const { step, by } of demo.steps) expect(may(by, PERMISSION[step]), `${by} ${step}`).toBe(true)
    expect(new Set([demo.by, ...demo.steps.map(({ by }) => by)]).size).toBe(demo.steps.length + 1)
    const times = [demo.hoursAgo, ...demo.steps.map(({ hoursAgo }) => hoursAgo)]
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    expect(stateOf(demo)).not.toBe(null)
  },
)

test('the codes that a start prints of rewards are of tips that have an award', () => {
  const awarded = DEMO_AWARDS.flatMap((demo) => (demo.fund === 'tips' ? [demo.tip] : []))
  expect(awarded).toEqual(expect.arrayContaining(REWARDED.map(([key]) => key)))
})

test('tips of awards stand in their cases, and what is sent back says why', () => {
  for (const demo of DEMO_AWARDS) {
    const links = DEMO_CASES.find(({ key }) => key === demo.case)?.links ?? []
    if (demo.fund === 'tips') expect(links.map(({ tip }) => tip)).toContain(demo.tip)
    for (const { step, reason } of demo.steps) expect(reason !== undefined).toBe(step === 'return')
  }
})

test('those who took part are named as the contract wants, and are people with invented numbers', () => {
  for (const demo of DEMO_AWARDS) {
    if (demo.fund !== 'strikes') continue
    const participants = demo.participants.map(({ kind, name, unit, login, phone, yuan }) => ({
      kind,
      name,
      unit: unit ?? null,
      staff: login ?? null,
      row: null,
      fen: String(yuan * 100),
      payees: phone === undefined ? [] : [phone],
    }))
    expect(strikeFaults({ strikeRows: [] }, participants)).toEqual([])
    for (const { phone } of demo.participants) if (phone) expect(phone).toMatch(/^139000000\d\d$/)
  }
})

/** Where the steps of an award lead. */
function stateOf(demo: DemoAward): AwardState | null {
  const kind = demo.fund === 'tips' && demo.denial !== null ? 'deny' : 'grant'
  return demo.steps.reduce<AwardState | null>(
    (state, { step }) => awardAfter(state, step, { kind, needsSecond: false }),
    'proposed',
  )
}

test.each(['2026-11-25T03:00:00Z', '2027-01-03T03:00:00Z', '2026-12-31T16:30:00Z'])(
  'every approval of the demo founded at %s has a budget of its fund and year from before it, entered and confirmed by two of finance',
  (founded) => {
    const now = new Date(founded)
    const budgets = demoBudgets(DEMO_AWARDS, now)
    for (const { fund, steps } of DEMO_AWARDS)
      for (const { step, hoursAgo } of steps) {
        if (step !== 'approve' && step !== 'approve-second') continue
        const at = new Date(now.getTime() - hoursAgo * 3_600_000)
        const year = new Date(at.getTime() + 8 * 3_600_000).getUTCFullYear()
        const of = budgets.filter((budget) => budget.fund === fund && budget.year === year)
        expect([fund, year, of.length, (of[0]?.at ?? now) < at]).toEqual([fund, year, 1, true])
      }
    for (const { by, confirmedBy } of budgets)
      expect([may(by, 'keepFunds'), may(confirmedBy, 'keepFunds'), by === confirmedBy]).toEqual([true, true, false])
  },
)
