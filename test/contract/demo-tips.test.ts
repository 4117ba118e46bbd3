import { expect, test } from 'vitest'
import { CATEGORIES } from '#contract/categories.ts'
import { CHANNELS } from '#contract/hotline.ts'
import { DISTRICTS } from '#contract/places.ts'
import { MAX_FIELD, MAX_MESSAGE, MAX_WHAT, REPORT_TEXTS, report } from '#contract/report.ts'
import { DESK_KINDS, MAY, ROLES, ROLES_OF_DESK } from '#contract/roles.ts'
import { deskFor } from '#contract/routing.ts'
import { account, newDesk } from '#contract/staff.ts'
import { after, MOVE_TABLE, STAGES, undoing, type PastMove, type Stage } from '#contract/stages.ts'
import { MAX_MENTIONS, PRIORITIES } from '#contract/triage.ts'
import { DEMO_DESKS, DEMO_PEOPLE, type DeskKey } from '#db/seed/people.ts'
import { DEMO_TIPS, EMPTY_REPORT, type DemoTip } from '#db/seed/tips.ts'

const INTAKE = DEMO_DESKS.filter((desk) => desk.kind === 'investigation').map((desk) => ({
  ...desk,
  id: desk.key,
  recipient: '',
  districts: [...desk.districts],
  categories: [...desk.categories],
}))

type Played = { stage: Stage; desk: DeskKey; waitingFor: 'desk' | 'tipster' | 'nobody' }

const NOW = Date.UTC(2026, 10, 24)
const at = (hoursAgo: number): Date => new Date(NOW - hoursAgo * 3_600_000)

/** Plays the steps of a tip and gives where it ends; throws at the first that the contract forbids. */
function played(tip: DemoTip): Played {
  const past: PastMove[] = [{ seq: 0, move: null, to: 'received', by: null, at: at(tip.hoursAgo) }]
  let desk = firstDesk(tip)
  let waitingFor: Played['waitingFor'] = 'desk'
  let hoursAgo = tip.hoursAgo
  for (const step of tip.steps) {
    if (step.hoursAgo > hoursAgo) throw new Error(`${tip.key}: ${step.did} before what came before it`)
    hoursAgo = step.hoursAgo
    for (const login of peopleOf(step))
      if (!worksTips(login, desk)) throw new Error(`${tip.key}: ${login} is not of ${desk}`)
    if (step.did === 'move' || step.did === 'undo') past.push(pastMove(tip, past, step))
    if (step.did === 'transfer') desk = step.to
    if (step.did === 'answer') waitingFor = 'desk'
    if (step.did === 'ask') waitingFor = 'tipster'
    if (step.did === 'tell') waitingFor = 'nobody'
  }
  return { stage: past.at(-1)?.to ?? 'received', desk, waitingFor }
}

/** Everybody whom a step names, who all have to be of the desk. */
function peopleOf(step: DemoTip['steps'][number]): string[] {
  if (step.did === 'answer') return []
  if (step.did === 'note') return [step.by, ...step.mentions]
  return step.did === 'assign' && step.to !== null ? [step.by, step.to] : [step.by]
}

function pastMove(tip: DemoTip, past: readonly PastMove[], step: DemoTip['steps'][number]): PastMove {
  const made = { seq: past.length, at: at(step.hoursAgo) }
  if (step.did === 'move')
    return { ...made, move: step.move, to: moved(tip, past.at(-1)?.to ?? 'received', step), by: step.by }
  const taken = step.did === 'undo' ? undoing(past, step.by, made.at) : null
  if (step.did !== 'undo' || taken === null) throw new Error(`${tip.key}: nothing to undo`)
  return { ...made, move: 'undo', to: taken.to, by: step.by }
}

function moved(tip: DemoTip, stage: Stage, step: { move: keyof typeof MOVE_TABLE; reason?: string }): Stage {
  const to = after(stage, step.move)
  if (to === null) throw new Error(`${tip.key}: ${step.move} from ${stage}`)
  if (MOVE_TABLE[step.move].reason !== (step.reason !== undefined))
    throw new Error(`${tip.key}: reason of ${step.move}`)
  return to
}

function firstDesk(tip: DemoTip): DeskKey {
  const desk = deskFor(tip.category, tip.district, INTAKE)
  if (desk === null || !('key' in desk)) throw new Error(`${tip.key} reaches no desk`)
  return desk.key as DeskKey
}

function worksTips(login: string, desk: DeskKey): boolean {
  const work = DEMO_PEOPLE.find((person) => person.login === login)?.works.find((place) => place.desk === desk)
  return work !== undefined && MAY[work.role].includes('workTips')
}

test('there are forty-four demo tips, each with a key of its own', () => {
  expect(DEMO_TIPS).toHaveLength(44)
  expect(new Set(DEMO_TIPS.map((tip) => tip.key)).size).toBe(44)
})

test('every move of a demo tip is legal, has its reason, and is made by somebody of the desk', () => {
  for (const tip of DEMO_TIPS) expect(() => played(tip)).not.toThrow()
})

test('the demo shows every stage, category, district and way of waiting', () => {
  const ends = DEMO_TIPS.map(played)
  expect(new Set(ends.map((end) => end.stage))).toEqual(new Set(STAGES))
  expect(new Set(ends.map((end) => end.waitingFor))).toEqual(new Set(['desk', 'tipster', 'nobody']))
  expect(new Set(DEMO_TIPS.map((tip) => tip.category))).toEqual(new Set(CATEGORIES))
  expect(new Set(DEMO_TIPS.map((tip) => tip.district))).toEqual(new Set(DISTRICTS))
  expect(new Set(ends.map((end) => end.desk))).toEqual(new Set(INTAKE.map((desk) => desk.key)))
})

test('some demo tips came by phone, letter and visit, typed in by somebody who may', () => {
  const taken = DEMO_TIPS.flatMap((tip) => tip.taken ?? [])
  expect(new Set(taken.map(({ channel }) => channel))).toEqual(new Set(CHANNELS))
  for (const { by } of taken) {
    const works = DEMO_PEOPLE.find(({ login }) => login === by)?.works ?? []
    expect(works.some(({ role }) => MAY[role].includes('takeTips'))).toBe(true)
  }
})

test('some demo tips have files, some were never looked at, some are in English, one moved to another desk', () => {
  expect(DEMO_TIPS.filter((tip) => tip.files?.length).length).toBeGreaterThanOrEqual(4)
  expect(DEMO_TIPS.filter((tip) => tip.steps.length === 0).length).toBeGreaterThanOrEqual(3)
  expect(DEMO_TIPS.filter((tip) => tip.report.language === 'en').length).toBe(3)
  expect(DEMO_TIPS.filter((tip) => tip.steps.some((step) => step.did === 'transfer')).length).toBeGreaterThanOrEqual(1)
})

test('the demo shows every priority, days to look again behind and ahead, people, notes, an undo and a duplicate', () => {
  const steps = DEMO_TIPS.flatMap((tip) => tip.steps)
  expect(new Set(DEMO_TIPS.map((tip) => tip.work?.priority ?? 'normal'))).toEqual(new Set(PRIORITIES))
  const days = DEMO_TIPS.flatMap((tip) => tip.work?.followUpInDays ?? [])
  expect([days.some((day) => day < 0), days.includes(0), days.some((day) => day > 0)]).toEqual([true, true, true])
  const mentions = steps.flatMap((step) => (step.did === 'note' ? [step.mentions.length] : []))
  expect(mentions.filter((count) => count > 0).length).toBeGreaterThanOrEqual(3)
  expect(Math.max(...mentions)).toBeLessThanOrEqual(MAX_MENTIONS)
  expect(steps.filter((step) => step.did === 'assign').length).toBeGreaterThanOrEqual(5)
  expect(steps.filter((step) => step.did === 'undo').length).toBeGreaterThanOrEqual(1)
  const keys = new Map(DEMO_TIPS.map((tip) => [tip.key, tip]))
  const repeated = DEMO_TIPS.filter((tip) => tip.duplicateOf !== undefined)
  expect(repeated.length).toBeGreaterThanOrEqual(1)
  for (const tip of repeated) {
    const first = keys.get(tip.duplicateOf?.key ?? '')
    expect(first?.hoursAgo).toBeGreaterThan(tip.hoursAgo)
    expect(worksTips(tip.duplicateOf?.by ?? '', played(tip).desk)).toBe(true)
  }
})

test('three demo tips name one plate in three ways, at two desks; two name one phone', () => {
  const naming = (written: RegExp): DemoTip[] => DEMO_TIPS.filter((tip) => written.test(JSON.stringify(tip.report)))
  for (const written of [/琼B·0C302/, /琼b0C302/, /瓊Ｂ－０Ｃ３０２/]) expect(naming(written)).toHaveLength(1)
  const desks = naming(/琼B·0C302|琼b0C302|瓊Ｂ－０Ｃ３０２/).map((tip) => played(tip).desk)
  expect(desks.toSorted()).toEqual(['city', 'city', 'yazhou'])
  expect(naming(/139-?0000-?0063/)).toHaveLength(2)
})

test('an advertisement came three times: marked as spam twice, and new once more', () => {
  const ads = DEMO_TIPS.filter((tip) => tip.report.what.startsWith('【内部渠道】'))
  expect(ads.map((tip) => played(tip).stage).toSorted()).toEqual(['received', 'spam', 'spam'])
})

test('demo reports fit the form', () => {
  for (const tip of DEMO_TIPS) {
    const whole = report.parse({ ...EMPTY_REPORT, ...tip.report })
    for (const field of REPORT_TEXTS)
      expect(whole[field].length).toBeLessThanOrEqual(field === 'what' ? MAX_WHAT : MAX_FIELD)
    for (const step of tip.steps) if ('text' in step) expect(step.text.length).toBeLessThanOrEqual(MAX_MESSAGE)
  }
})

test('no phone number in the demo could be a real one', () => {
  const written = JSON.stringify(DEMO_TIPS)
  const phones = written.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? []
  expect(phones.length).toBeGreaterThan(5)
  for (const phone of phones) expect(phone).toMatch(/^139000000\d\d$/)
})

test('demo desks and accounts are as the contract wants them', () => {
  for (const desk of DEMO_DESKS) {
    expect(newDesk.shape.nameZh.safeParse(desk.nameZh).success).toBe(true)
    expect(newDesk.shape.nameEn.safeParse(desk.nameEn).success).toBe(true)
  }
  for (const person of DEMO_PEOPLE) {
    expect(account.shape.login.safeParse(person.login).success).toBe(true)
    for (const { desk, role } of person.works) {
      const kind = DEMO_DESKS.find(({ key }) => key === desk)?.kind
      expect(kind && ROLES_OF_DESK[kind], `${person.login} at ${desk}`).toContain(role)
    }
  }
})

test('the demo has desks of every kind, people in every role, and two at least on each investigation desk', () => {
  expect(new Set(DEMO_DESKS.map((desk) => desk.kind))).toEqual(new Set(DESK_KINDS))
  expect(new Set(DEMO_PEOPLE.flatMap((person) => person.works.map((work) => work.role)))).toEqual(new Set(ROLES))
  for (const desk of INTAKE) {
    const members = DEMO_PEOPLE.filter((person) => worksTips(person.login, desk.key))
    expect(members.length, desk.key).toBeGreaterThanOrEqual(2)
  }
})

test('system administrator, security administrator and auditor are three people', () => {
  const three = ['system-admin', 'security-admin', 'auditor'].map(
    (role) => DEMO_PEOPLE.find((person) => person.works.some((work) => work.role === role))?.login,
  )
  expect(new Set(three).size).toBe(3)
})

test('nobody who leads a desk with tips leads the desk that looks at it', () => {
  const leadsAt = (kind: string): string[] =>
    DEMO_PEOPLE.filter(({ works }) =>
      works.some(({ desk, role }) => role === 'lead' && DEMO_DESKS.find(({ key }) => key === desk)?.kind === kind),
    ).map(({ login }) => login)
  expect(leadsAt('audit')).toHaveLength(1)
  expect(leadsAt('investigation')).not.toContain(leadsAt('audit')[0])
})
