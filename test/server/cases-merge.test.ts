import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  confirmOutcome,
  editCase,
  enterOutcome,
  enterStep,
  linkTip,
  listCases,
  makeCase,
  mergeCase,
  openCase,
  unlinkTip,
  writeNarrative,
} from '#contract/cases.ts'
import { standingOf, type OutcomeFacts } from '#contract/outcomes.ts'
import { readGraph } from '#contract/matching.ts'
import { listTips, openTip } from '#contract/tips.ts'
import { hoursAgo, startCases, type CasesWorld } from './cases-world.ts'

let at: CasesWorld
beforeAll(async () => {
  at = await startCases()
})
afterAll(() => at.world.stop())

const merge = (caseId: string, into: string, by = at.lin): Promise<string> =>
  by.refusal(mergeCase, { params: { case: caseId }, body: { into } })
const ARRESTED: OutcomeFacts = {
  kind: 'arrest',
  happenedOn: '2026-03-12',
  substance: null,
  weight: null,
  unit: null,
  recordNumber: null,
  count: 3,
  measure: null,
  moneyFen: null,
}
async function entered(caseId: string, corrects: string | null = null, isVoid = false): Promise<string> {
  const id = randomUUID()
  const body = { id, facts: ARRESTED, corrects, isVoid }
  await at.lin.done(enterOutcome, { params: { case: caseId }, body })
  return id
}
const confirm = (caseId: string, outcome: string): Promise<string> =>
  at.wang.refusal(confirmOutcome, {
    params: { case: caseId, outcome },
    body: { weight: null, unit: null, count: 3, moneyFen: null },
  })
const link = async (caseId: string, tip: string, seq: number, as: 'origin' | 'reference') =>
  at.lin.refusal(linkTip, { params: { case: caseId }, body: await at.newLink(caseId, tip, seq, as) })

test('a case that was made twice shows in the other: its links, outcomes, steps and account', async () => {
  const [shared, alone] = [await at.tip(), await at.tip()]
  const [kept, twice] = [await at.made(), await at.made({ openedAt: hoursAgo(30) })]
  await link(kept, shared, 0, 'reference')
  await link(twice, shared, 0, 'origin')
  await link(twice, alone, 1, 'reference')
  const sealedB64 = await at.sealed(twice, 'narrative', 0, '同一案件')
  await at.lin.done(writeNarrative, { params: { case: twice }, body: { seq: 0, sealedB64 } })
  const [ours, theirs] = [await entered(kept), await entered(twice)]
  expect(await merge(twice, kept)).toBe('done')
  expect(await merge(twice, kept)).toBe('done')

  const opened = await at.opened(kept)
  expect(opened.links.map(({ case: of, tip, as }) => [of, tip, as])).toEqual([
    [twice, shared, 'origin'],
    [twice, alone, 'reference'],
  ])
  expect(opened.outcomes.map(({ id }) => id)).toEqual([ours, theirs])
  expect(opened.entries).toHaveLength(1)
  expect(opened.merged).toMatchObject([
    {
      case: twice,
      by: { name: 'lin.yue' },
      entries: [{ step: 'opened' }],
      narrative: { case: twice, seq: 0, sealedB64 },
    },
  ])
  const { rows } = await at.lin.done(listCases, { params: { desk: at.city.id } })
  expect(rows.map((row) => row.case)).toEqual([kept])
  expect(rows[0]).toMatchObject({ tips: 2, waiting: 2 })

  // In the picture the two are one, and another desk's officer sees neither.
  const picture = await at.lin.done(readGraph, { params: { tip: alone } })
  expect(picture.cases.map((one) => one.case)).toEqual([kept])
  expect(new Set(picture.links.map((each) => each.tip))).toEqual(new Set([shared, alone]))
  expect((await at.lin.done(readGraph, { params: { case: twice } })).cases.map((one) => one.case)).toEqual([kept])
  expect(await at.su.refusal(readGraph, { params: { case: kept } })).toBe('caseNotFound')

  // The tip names the case in which it shows, once.
  const named = [{ case: kept, number: opened.number, as: 'origin' }]
  expect((await at.lin.done(openTip, { params: { tip: shared } })).cases).toMatchObject(named)
  const inbox = await at.lin.done(listTips, { params: { desk: at.city.id } })
  expect(inbox.rows.map((row) => row.caseNumber)).toEqual([opened.number, opened.number])

  const merged = await at.opened(twice)
  expect(merged.mergedInto).toEqual({ case: kept, number: opened.number })
  expect(merged.outcomes.map(({ id }) => id)).toEqual([theirs])
})

test('a merged case takes nothing more in, but says where to work', async () => {
  const [kept, twice] = [await at.made(), await at.made()]
  await merge(twice, kept)
  const params = { case: twice }
  const head = { title: '改名', filedAs: null, level: 'major', category: 'dealing', officers: [at.linId] } as const
  const sealedB64 = await at.sealed(twice, 'narrative', 0, '不行')
  const outcome = { id: randomUUID(), facts: ARRESTED, corrects: null, isVoid: false }
  const refusals = [
    await at.lin.refusal(editCase, { params, body: { ...head, version: 0, officers: [at.linId] } }),
    await at.lin.refusal(enterStep, { params, body: { step: 'cracked', happenedAt: hoursAgo(0) } }),
    await at.lin.refusal(writeNarrative, { params, body: { seq: 0, sealedB64 } }),
    await at.lin.refusal(enterOutcome, { params, body: outcome }),
    await link(twice, await at.tip(), 0, 'origin'),
  ]
  expect(new Set(refusals)).toEqual(new Set(['caseMerged']))
})

test('what was entered in a merged case is confirmed and corrected in the other', async () => {
  const [kept, twice] = [await at.made(), await at.made()]
  const outcome = await entered(twice)
  await merge(twice, kept)
  expect(await confirm(kept, outcome)).toBe('done')
  const taken = await entered(kept, outcome, true)
  expect(await confirm(kept, taken)).toBe('done')
  const { outcomes } = await at.opened(kept)
  expect(outcomes.map((one) => standingOf(one, outcomes))).toEqual(['replaced', 'void'])
})

test('a tip that is in both is linked once, and leaves both', async () => {
  const tip = await at.tip()
  const [kept, twice] = [await at.made(), await at.made()]
  await link(kept, tip, 0, 'reference')
  await link(twice, tip, 0, 'origin')
  await merge(twice, kept)
  expect(await link(kept, tip, 1, 'origin')).toBe('linkedAlready')
  const [shown] = (await at.opened(kept)).links
  await at.lin.done(unlinkTip, { params: { case: shown?.case ?? '', seq: shown?.seq ?? 0 } })
  expect((await at.opened(kept)).links.map(({ removed }) => removed?.by.name)).toEqual(['lin.yue', 'lin.yue'])
  expect(await link(kept, tip, 1, 'reference')).toBe('done')
})

test('a case that took others in may be put into a third; all show there', async () => {
  const [one, two, three] = [await at.made(), await at.made(), await at.made()]
  await entered(one)
  expect(await merge(one, two)).toBe('done')
  expect(await merge(two, three)).toBe('done')
  const opened = await at.opened(three)
  expect(opened.merged.map((each) => each.case)).toEqual([one, two])
  expect(opened.outcomes).toHaveLength(1)
  expect((await at.opened(one)).mergedInto?.case).toBe(three)
  expect(await merge(three, one)).toBe('caseMerged')
  expect(await merge(one, three)).toBe('done')
  expect(await merge(one, await at.made())).toBe('caseMerged')
})

test('two who merge in opposite directions at once: one does, the other is told', async () => {
  const [one, other] = [await at.made(), await at.made()]
  const came = await Promise.all([merge(one, other), merge(other, one, at.wang)])
  expect(came.toSorted()).toEqual(['caseMerged', 'done'])
})

test('a case goes neither into itself nor into one of another desk', async () => {
  const id = await at.made()
  expect(await merge(id, id)).toBe('invalidInput')
  expect(await merge(id, randomUUID())).toBe('caseNotFound')
  const theirs = await at.newCase({ officers: [at.suId] })
  await at.su.done(makeCase, { params: { desk: at.jiyang.id }, body: theirs })
  expect(await merge(id, theirs.id)).toBe('caseNotFound')
  expect(await merge(id, theirs.id, at.lead)).toBe('caseNotFound')
  expect(await at.su.refusal(openCase, { params: { case: id } })).toBe('caseNotFound')
})

test('the database lets no case go where it cannot be found, and no number be given again', async () => {
  const owner = at.world.database.owner
  const [one, two, three] = [await at.made(), await at.made(), await at.made()]
  const state = (statement: Promise<unknown>): Promise<string> =>
    statement.then(
      () => 'passed',
      (error: { code: string }) => error.code,
    )
  await merge(one, two)
  expect(await state(owner`update cases set merged_into = ${one} where id = ${three}`)).toBe('LS007')
  expect(await state(owner`update cases set merged_into = ${three} where id = ${two}`)).toBe('LS007')
  expect(await state(owner`update cases set merged_into = null where id = ${one}`)).toBe('LS001')
  expect(await state(owner`update cases set number = 'AJ-2026-9999' where id = ${two}`)).toBe('LS001')
  expect(
    await state(owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at)
      values (${one}, 1, ${at.linId}, now(), 'cracked', now())`),
  ).toBe('LS007')
})

test('a case with an award is not merged away; another may be merged into it', async () => {
  const [awarded, other] = [await at.made(), await at.made()]
  await at.world.database.owner`
    insert into awards (id, fund, year, seq, number, case_id, desk_id, state, state_since, version, kind, total_fen, needs_second, rules_seq,
      notify_due_on, notify_provisional, proposed_at)
    select gen_random_uuid(), 'strikes', 2026, 1, 'DJ-2026-0001', id, desk_id, 'withdrawn', now(), 1, 'grant', 1, false, 1, now(), false, now()
    from cases where id = ${awarded}`
  expect(await merge(awarded, other)).toBe('caseHasAwards')
  expect(await merge(other, awarded)).toBe('done')
})
