import { expect, test } from 'vitest'
import { CASE_LEVELS, CASE_STEPS, makeCase, stepOf, stepRefused, type EnteredStep } from '#contract/cases.ts'
import { LINKS } from '#contract/links.ts'
import { MEASURES, OUTCOME_KINDS, outcomeFacts, standingOf, wrongFields, type Stands } from '#contract/outcomes.ts'
import { MAY } from '#contract/roles.ts'
import { DEMO_CASES, openedHoursAgo, type DemoCase } from '#db/seed/cases.ts'
import { DEMO_PEOPLE, type DeskKey } from '#db/seed/people.ts'
import { factsOf, titleOf } from '#db/seed/play-case.ts'
import { DEMO_TIPS } from '#db/seed/tips.ts'

const NOW = new Date('2026-11-24T04:00:00Z')
const before = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)
const OUTCOMES = DEMO_CASES.flatMap((demo) => demo.outcomes)

function worksAt(login: string, desk: DeskKey): boolean {
  const work = DEMO_PEOPLE.find((person) => person.login === login)?.works.find((place) => place.desk === desk)
  return work !== undefined && MAY[work.role].includes('workCases')
}

function entriesOf(demo: DemoCase): EnteredStep[] {
  return demo.steps.map(([step, hoursAgo]) => ({ step, happenedAt: before(hoursAgo) }))
}

function standingsOf(demo: DemoCase): string[] {
  const all: Stands[] = demo.outcomes.map(({ corrects, isVoid, confirmedBy }, index) => ({
    id: String(index),
    corrects: corrects === undefined ? null : String(corrects),
    isVoid: isVoid ?? false,
    confirmed: confirmedBy === null ? null : { by: { id: '', name: confirmedBy }, at: '' },
  }))
  return all.map((one) => standingOf(one, all))
}

test('there are a dozen cases of two years, each with a key of its own, at the city and in every district', () => {
  expect(DEMO_CASES.length).toBeGreaterThanOrEqual(12)
  expect(new Set(DEMO_CASES.map(({ key }) => key)).size).toBe(DEMO_CASES.length)
  const oldest = openedHoursAgo(DEMO_CASES[0] as DemoCase)
  expect(oldest).toBeGreaterThan(600 * 24)
  expect(oldest).toBeLessThan(731 * 24)
  const desks = new Set(DEMO_CASES.map(({ desk }) => desk))
  expect(desks).toEqual(new Set(['city', 'haitang', 'jiyang', 'tianya', 'yazhou', 'yucai']))
})

test('every level, step, kind of outcome, measure and kind of link appears', () => {
  expect(new Set(DEMO_CASES.map(({ level }) => level))).toEqual(new Set(CASE_LEVELS))
  expect(new Set(DEMO_CASES.map((demo) => stepOf(entriesOf(demo))))).toEqual(new Set(CASE_STEPS))
  expect(new Set(OUTCOMES.map(({ kind }) => kind))).toEqual(new Set(OUTCOME_KINDS))
  const measures = new Set(OUTCOMES.flatMap(({ measure }) => measure ?? []))
  expect(measures).toEqual(new Set(MEASURES.filter((measure) => measure !== 'other')))
  expect(new Set(DEMO_CASES.flatMap(({ links }) => links.map((link) => link.as)))).toEqual(new Set(LINKS))
})

test('some outcomes wait, some were corrected, one was taken away, and one case was made twice', () => {
  const standings = DEMO_CASES.flatMap(standingsOf)
  expect(standings.filter((each) => each === 'waiting').length).toBeGreaterThanOrEqual(3)
  expect(standings.filter((each) => each === 'replaced').length).toBeGreaterThanOrEqual(2)
  expect(standings).toContain('void')
  const merged = DEMO_CASES.flatMap(({ desk, mergedInto }) =>
    mergedInto === undefined ? [] : [{ desk, ...mergedInto }],
  )
  expect(merged.length).toBeGreaterThanOrEqual(1)
  for (const { desk, key } of merged) expect(DEMO_CASES.find((demo) => demo.key === key)).toMatchObject({ desk })
})

test('the steps of a demo case are as the contract allows', () => {
  for (const demo of DEMO_CASES) {
    const entries = entriesOf(demo)
    for (const [index, entered] of entries.entries())
      expect(stepRefused(entries.slice(0, index), entered, NOW), `${demo.key} ${entered.step}`).toBe(null)
  }
})

test('everybody who does something works at the desk, and nobody confirms what they entered', () => {
  for (const { key, desk, officers, outcomes } of DEMO_CASES) {
    for (const login of officers) expect(worksAt(login, desk), `${login} of ${key}`).toBe(true)
    for (const { confirmedBy } of outcomes) {
      if (confirmedBy === null) continue
      expect(worksAt(confirmedBy, desk), `${confirmedBy} of ${key}`).toBe(true)
      expect(confirmedBy, key).not.toBe(officers[0])
    }
  }
})

test('outcomes have the fields of their kind, after the first action, and figures that a record could have', () => {
  for (const demo of DEMO_CASES) {
    const action = demo.steps.find(([step]) => step === 'first-action')?.[1] ?? openedHoursAgo(demo)
    for (const one of demo.outcomes) {
      const facts = factsOf(one, NOW)
      expect(wrongFields(outcomeFacts.parse(facts)), demo.key).toEqual([])
      expect(facts.happenedOn >= factsOf({ ...one, hoursAgo: action + 24 }, NOW).happenedOn, demo.key).toBe(true)
      const grams = Number(facts.weight ?? 0) * (facts.unit === 'kg' ? 1000 : 1)
      expect(grams, demo.key).toBeLessThan(facts.kind === 'precursors' ? 1_000_000 : 50_000)
      expect(facts.count ?? 0, demo.key).toBeLessThan(100)
      expect(Number(facts.moneyFen ?? 0), demo.key).toBeLessThan(10_000_000_00)
    }
  }
})

test('a void repeats what it takes away', () => {
  for (const { outcomes } of DEMO_CASES)
    for (const one of outcomes.filter(({ isVoid }) => isVoid))
      expect(factsOf(one, NOW)).toEqual(factsOf(outcomes[one.corrects ?? -1] ?? one, NOW))
})

test('linked tips were accepted before they were linked, and the source before the first action', () => {
  for (const { key, officers, links, steps } of DEMO_CASES) {
    const action = steps.find(([step]) => step === 'first-action')?.[1] ?? 0
    for (const { tip, as, hoursAgo, by = officers[0] } of links) {
      const found = DEMO_TIPS.find((demo) => demo.key === tip)
      const accepted = found?.steps.find((step) => step.did === 'move' && step.move === 'accept')?.hoursAgo ?? 0
      expect(accepted, `${tip} of ${key}`).toBeGreaterThan(hoursAgo)
      if (as === 'origin') expect(accepted, `${tip} of ${key}`).toBeGreaterThan(action)
      expect(DEMO_PEOPLE.map((person) => person.login)).toContain(by)
    }
  }
})

test('titles and accounts are neutral: no phone, plate, account or parcel number, and short enough', () => {
  for (const demo of DEMO_CASES) {
    const title = titleOf(demo, before(openedHoursAgo(demo)))
    expect(makeCase.body.shape.title.safeParse(title).success, title).toBe(true)
    expect(title).toMatch(/^“\d{1,2}·\d{1,2}”\p{Script=Han}+案$/u)
    expect(demo.account).not.toMatch(/\d{5}|琼[A-Z]/)
    expect(demo.account.length).toBeGreaterThan(30)
  }
})
