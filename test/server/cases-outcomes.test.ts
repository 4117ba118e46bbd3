import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  confirmOutcome,
  countCases,
  enterOutcome,
  enterStep,
  exportCases,
  listCases,
  mergeCase,
} from '#contract/cases.ts'
import { standingOf, type OutcomeFacts } from '#contract/outcomes.ts'
import type { BodyOf } from '#contract/route.ts'
import type { StaffBrowser } from './browser.ts'
import { hoursAgo, startCases, type CasesWorld } from './cases-world.ts'

let at: CasesWorld
let id: string
beforeAll(async () => {
  at = await startCases()
})
afterAll(() => at.world.stop())
beforeEach(async () => {
  id = await at.made({ openedAt: hoursAgo(100) })
})

type Entered = BodyOf<typeof enterOutcome>
type Typed = BodyOf<typeof confirmOutcome>

const SEIZED: OutcomeFacts = {
  kind: 'seizure',
  happenedOn: '2026-03-12',
  substance: 'methamphetamine',
  weight: '10.50',
  unit: 'g',
  recordNumber: '三公刑鉴〔2026〕31号',
  count: null,
  measure: null,
  moneyFen: null,
}
const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10)
const ARRESTED: OutcomeFacts = {
  ...SEIZED,
  kind: 'arrest',
  substance: null,
  weight: null,
  unit: null,
  recordNumber: null,
  count: 3,
}
const entered = (more: Partial<Entered> = {}): Entered => ({
  id: randomUUID(),
  facts: SEIZED,
  corrects: null,
  isVoid: false,
  ...more,
})
const enter = (body: Entered, by: StaffBrowser = at.lin, caseId = id): Promise<string> =>
  by.refusal(enterOutcome, { params: { case: caseId }, body })
const typedOf = ({ weight, unit, count, moneyFen }: OutcomeFacts): Typed => ({ weight, unit, count, moneyFen })
const confirm = (outcome: string, by: StaffBrowser, typed = typedOf(SEIZED), caseId = id): Promise<string> =>
  by.refusal(confirmOutcome, { params: { case: caseId, outcome }, body: typed })

/** Enters and confirms; gives the id. */
async function counted(more: Partial<Entered> = {}, caseId = id): Promise<string> {
  const body = entered(more)
  expect(await enter(body, at.lin, caseId)).toBe('done')
  expect(await confirm(body.id, at.wang, typedOf(body.facts), caseId)).toBe('done')
  return body.id
}

const row = async (caseId = id) =>
  (await at.lin.done(listCases, { params: { desk: at.city.id } })).rows.find((each) => each.case === caseId)
async function countedIn(caseId = id): Promise<string[]> {
  const { outcomes } = await at.opened(caseId)
  return outcomes.filter((one) => standingOf(one, outcomes) === 'counted').map((one) => one.id)
}

test('an outcome is entered by one and confirmed by another, and keeps its figures as typed', async () => {
  const body = entered()
  expect(await enter(body)).toBe('done')
  expect(await row()).toMatchObject({ outcomes: 0, waiting: 1 })
  expect(await confirm(body.id, at.wang)).toBe('done')
  expect(await row()).toMatchObject({ outcomes: 1, waiting: 0 })
  const { outcomes } = await at.opened(id)
  expect(outcomes).toMatchObject([
    {
      id: body.id,
      facts: SEIZED,
      corrects: null,
      isVoid: false,
      enteredBy: { name: 'lin.yue' },
      confirmed: { by: { name: 'wang.liheng' } },
    },
  ])
})

test('who entered it cannot confirm it, and nobody of another desk', async () => {
  const body = entered()
  await enter(body)
  expect(await confirm(body.id, at.lin)).toBe('ownOutcome')
  expect(await confirm(body.id, at.su)).toBe('caseNotFound')
  expect(await confirm(randomUUID(), at.wang)).toBe('outcomeNotFound')
  const other = await at.made()
  expect(await confirm(body.id, at.wang, typedOf(SEIZED), other)).toBe('outcomeNotFound')
  expect(await countedIn()).toEqual([])
})

test.for([
  ['another weight', { weight: '10.51' }],
  ['another unit', { unit: 'kg' }],
  ['the same weight in another unit', { weight: '0.0105', unit: 'kg' }],
  ['a count where there is none', { count: 10 }],
  ['no weight', { weight: null, unit: null }],
] as const)('%s is not what was entered', async ([, more]) => {
  const body = entered()
  await enter(body)
  expect(await confirm(body.id, at.wang, { ...typedOf(SEIZED), ...more })).toBe('quantityDiffers')
  expect(await countedIn()).toEqual([])
})

test('a kilogram is not a thousand grams: the record says one of them', async () => {
  const body = entered({ facts: { ...SEIZED, weight: '1000', unit: 'g' } })
  await enter(body)
  expect(await confirm(body.id, at.wang, { ...typedOf(SEIZED), weight: '1', unit: 'kg' })).toBe('quantityDiffers')
  expect(await confirm(body.id, at.wang, { ...typedOf(SEIZED), weight: '1000', unit: 'g' })).toBe('done')
})

test('a zero more behind the point is the same weight', async () => {
  const body = entered()
  await enter(body)
  expect(await confirm(body.id, at.wang, { ...typedOf(SEIZED), weight: '10.5' })).toBe('done')
})

test('two confirm at once: one does, the other is told', async () => {
  const body = entered()
  await enter(body)
  const came = await Promise.all([confirm(body.id, at.wang), confirm(body.id, at.lead)])
  expect(came.toSorted()).toEqual(['confirmedAlready', 'done'])
  expect(await at.world.database.owner`select 1 from outcome_confirmations where outcome_id = ${body.id}`).toHaveLength(
    1,
  )
})

test('the same person may send a confirmation again', async () => {
  const body = entered()
  await enter(body)
  expect(await Promise.all([1, 2, 3].map(() => confirm(body.id, at.wang)))).toEqual(['done', 'done', 'done'])
})

test('the same entry again changes nothing; an edited one under the same id is not taken for it', async () => {
  const body = entered()
  expect(await Promise.all([1, 2, 3].map(() => enter(body)))).toEqual(['done', 'done', 'done'])
  expect((await at.opened(id)).outcomes).toHaveLength(1)
  expect(await enter({ ...body, facts: { ...SEIZED, weight: '11' } })).toBe('changedMeanwhile')
  expect(await enter(body, at.wang)).toBe('changedMeanwhile')
  expect(await enter(body, at.lin, await at.made())).toBe('changedMeanwhile')
})

test('an entry that is not whole says which field', async () => {
  const field = async (facts: OutcomeFacts, more: Partial<Entered> = {}): Promise<unknown> => {
    const answer = await at.lin.call(enterOutcome, { params: { case: id }, body: entered({ facts, ...more }) })
    return answer.is === 'refused' && [answer.refusal, answer.body.field]
  }
  expect(await field({ ...SEIZED, recordNumber: null })).toEqual(['outcomeIncomplete', 'recordNumber'])
  expect(await field({ ...SEIZED, substance: 'acetone' })).toEqual(['outcomeIncomplete', 'substance'])
  expect(await field({ ...ARRESTED, moneyFen: '100' })).toEqual(['outcomeIncomplete', 'moneyFen'])
  expect(await field({ ...SEIZED, weight: '0.00' })).toEqual(['outcomeIncomplete', 'weight'])
  expect(await field({ ...SEIZED, weight: '-1' })).toEqual(['invalidInput', 'facts.weight'])
  expect(await field({ ...SEIZED, weight: '1.00005' })).toEqual(['invalidInput', 'facts.weight'])
  expect(await field({ ...ARRESTED, count: 0 })).toEqual(['invalidInput', 'facts.count'])
  expect(await field({ ...SEIZED, happenedOn: tomorrow })).toEqual(['timeWrong', 'happenedOn'])
  expect(await field(SEIZED, { isVoid: true })).toEqual(['outcomeIncomplete', 'corrects'])
})

test('a correction replaces what it corrects as soon as it is confirmed, and not before', async () => {
  const first = await counted()
  const correction = entered({ corrects: first, facts: { ...SEIZED, weight: '10.55' } })
  expect(await enter(correction)).toBe('done')
  expect(await countedIn()).toEqual([first])
  expect(await row()).toMatchObject({ outcomes: 1, waiting: 1 })
  expect(await confirm(correction.id, at.wang, { ...typedOf(SEIZED), weight: '10.55' })).toBe('done')
  expect(await countedIn()).toEqual([correction.id])
  expect(await row()).toMatchObject({ outcomes: 1, waiting: 0 })
  expect(await enter(entered({ corrects: first }))).toBe('correctedAlready')
  expect(await enter(entered({ corrects: randomUUID() }))).toBe('outcomeNotFound')
  expect(await enter(entered({ corrects: first }), at.lin, await at.made())).toBe('outcomeNotFound')
})

test('two correct the same entry at once: one does, the other is told', async () => {
  const first = await counted()
  const came = await Promise.all([enter(entered({ corrects: first })), enter(entered({ corrects: first }), at.wang)])
  expect(came.toSorted()).toEqual(['correctedAlready', 'done'])
})

test('a void repeats what it takes away; confirmed, nothing of it counts', async () => {
  const first = await counted()
  const isVoid = { corrects: first, isVoid: true }
  expect(await enter(entered({ ...isVoid, facts: { ...SEIZED, weight: '10.5' } }))).toBe('outcomeIncomplete')
  const taken = entered(isVoid)
  expect(await enter(taken)).toBe('done')
  expect(await countedIn()).toEqual([first])
  expect(await confirm(taken.id, at.wang)).toBe('done')
  expect(await countedIn()).toEqual([])
  expect(await row()).toMatchObject({ outcomes: 0, waiting: 0 })
})

test('an entry whose later correction is confirmed needs no confirmation any more, and takes none', async () => {
  const first = await counted()
  const second = entered({ corrects: first, facts: { ...SEIZED, weight: '10.6' } })
  await enter(second)
  const third = await counted({ corrects: second.id, facts: { ...SEIZED, weight: '10.7' } })
  expect(await confirm(second.id, at.wang, { ...typedOf(SEIZED), weight: '10.6' })).toBe('correctedAlready')
  expect(await countedIn()).toEqual([third])
  expect(await row()).toMatchObject({ outcomes: 1, waiting: 0 })
})

test('what waits is counted and can be asked for', async () => {
  const { waiting } = await at.lin.done(countCases, { params: { desk: at.city.id } })
  await enter(entered())
  await enter(entered({ facts: ARRESTED }))
  const counts = await at.lin.done(countCases, { params: { desk: at.city.id } })
  expect(counts.waiting).toBe(waiting + 2)
  const { rows } = await at.lin.done(listCases, { params: { desk: at.city.id, waiting: 'confirmation' } })
  expect(rows.map((each) => each.case)).toContain(id)
  expect(rows.every((each) => each.waiting > 0)).toBe(true)
})

test('a sheet has what counts', async () => {
  const one = await at.made({ openedAt: '2021-02-01T00:00:00Z' })
  const first = await counted({}, one)
  await counted({ corrects: first, facts: { ...SEIZED, weight: '0.10', unit: 'kg' } }, one)
  await enter(entered({ facts: ARRESTED }), at.lin, one)
  const body = { year: 2021, step: null, before: null }
  const { rows } = await at.lin.done(exportCases, { params: { desk: at.city.id }, body })
  expect(rows.map(({ counted: facts }) => facts)).toEqual([[{ ...SEIZED, weight: '0.10', unit: 'kg' }]])
})

const NO_CHANGE = 'LS001'
async function stateOf(statement: Promise<unknown>): Promise<string> {
  return statement.then(
    () => 'passed',
    (error: { code?: string; constraint_name?: string }) => error.constraint_name ?? error.code ?? 'unknown',
  )
}

test('the database holds it too: nobody confirms their own entry, changes one, or takes one away, not even its owner', async () => {
  const owner = at.world.database.owner
  const body = entered()
  await enter(body)
  const insert = (by: string, staffId: string) =>
    owner`insert into outcome_confirmations (outcome_id, entered_by, staff_id, at, weight, unit)
      values (${body.id}, ${by}, ${staffId}, now(), 10.5, 'g')`
  expect(await stateOf(insert(at.linId, at.linId))).toBe('two_people')
  // Nor by saying that another one entered it.
  expect(await stateOf(insert(at.wangId, at.linId))).toBe('confirms_an_entry')
  expect(await stateOf(insert(at.linId, at.wangId))).toBe('passed')
  expect(await stateOf(owner`update outcomes set weight = 1 where id = ${body.id}`)).toBe(NO_CHANGE)
  expect(await stateOf(owner`delete from outcomes where id = ${body.id}`)).toBe(NO_CHANGE)
  expect(await stateOf(owner`truncate outcomes cascade`)).toBe(NO_CHANGE)
  expect(await stateOf(owner`update outcome_confirmations set staff_id = ${at.suId}`)).toBe(NO_CHANGE)
  expect(await stateOf(owner`delete from outcome_confirmations`)).toBe(NO_CHANGE)
})

test('the database takes no weight of nothing, none finer than a tenth of a milligram, and no field too many', async () => {
  const insert = (more: object) =>
    at.world.database.owner`insert into outcomes ${at.world.database.owner({
      id: randomUUID(),
      case_id: id,
      kind: 'seizure',
      happened_on: '2026-03-12',
      substance: 'heroin',
      weight: '10.50',
      unit: 'g',
      record_number: '31',
      is_void: false,
      entered_by: at.linId,
      entered_at: new Date(),
      ...more,
    })}`
  expect(await stateOf(insert({}))).toBe('passed')
  for (const weight of ['0', '-1', '1.00005', '1000000000'])
    expect(await stateOf(insert({ weight })), weight).toBe('weight_is_weighed')
  expect(await stateOf(insert({ weight: null }))).toBe('fields_of_kind')
  expect(await stateOf(insert({ count: 1 }))).toBe('fields_of_kind')
  expect(await stateOf(insert({ kind: 'money', money_fen: 1 }))).toBe('fields_of_kind')
  expect(await stateOf(insert({ is_void: true }))).toBe('void_corrects')
})

test('while a case is merged, an outcome goes in before or is refused, and none is lost', async () => {
  const into = await at.made({ openedAt: hoursAgo(90) })
  const bodies = Array.from({ length: 12 }, () => entered())
  const came = await Promise.all([
    ...bodies.slice(0, 6).map((body) => enter(body)),
    at.wang.refusal(mergeCase, { params: { case: id }, body: { into } }),
    ...bodies.slice(6).map((body) => enter(body)),
  ])
  expect(came[6]).toBe('done')
  const done = bodies.filter((_, index) => came[index < 6 ? index : index + 1] === 'done').map((body) => body.id)
  for (const answer of came) expect(['done', 'caseMerged']).toContain(answer)
  const { outcomes } = await at.opened(into)
  expect(outcomes.map((one) => one.id).toSorted()).toEqual(done.toSorted())
})

test('steps of a case cannot be entered by two in an order that is wrong', async () => {
  const step = (by: StaffBrowser, name: 'cracked' | 'closed', hours: number) =>
    by.refusal(enterStep, { params: { case: id }, body: { step: name, happenedAt: hoursAgo(hours) } })
  const came = await Promise.all([step(at.lin, 'closed', 20), step(at.wang, 'cracked', 10)])
  expect(came.filter((answer) => answer === 'done')).toHaveLength(1)
})
