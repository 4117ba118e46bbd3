import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { daysLater } from '#contract/periods.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'
import * as contract from '#contract/rule-sets.ts'
import type { Role } from '#contract/roles.ts'
import { dayInSanya } from '#server/tips/day.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

let world: World
let founded: Founded
let [reviewer, approver, other, auditor, officer]: Officer[] = []
let shipped: RuleSet
const today = dayInSanya(new Date())
let begins = 0
/** A day on which nothing begins yet, later than all before. */
const nextDay = (): string => daysLater(today, 10 + (begins += 10))

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  const joined = async (desk: 'rewards' | 'audit' | 'city', login: string, role: Role): Promise<Officer> =>
    newOfficer(world, founded, founded[desk], login, { role })
  reviewer = await joined('rewards', 'zheng.reviewer', 'reviewer')
  approver = await joined('rewards', 'he.approver', 'approver')
  other = await joined('rewards', 'qiu.approver', 'approver')
  auditor = await joined('audit', 'fang.auditor', 'auditor')
  officer = await joined('city', 'lin.officer', 'investigator')
  shipped = ruleSet.parse(JSON.parse(await readFile('db/rule-sets/sy-default-1.json', 'utf8')))
})
afterAll(() => world?.stop())
beforeEach(async () => {
  // One proposal is open at a time: what a test leaves would stand in the way of the next.
  for (const { seq, standing } of (await list()).sets) if (standing === 'proposed') await withdrawn(seq)
})

const by = (one: Officer | undefined): Officer['browser'] => {
  if (one === undefined) throw new Error('Nobody of this name')
  return one.browser
}
const list = () => by(reviewer).done(contract.listRuleSets, {})
const withdrawn = (seq: number) => by(approver).done(contract.withdrawRules, { params: { seq } })
const withCode = (code: string, more: Partial<RuleSet> = {}): RuleSet => ({ ...shipped, code, ...more })
let codes = 0
const newCode = (): string => `SY-TEST-${(codes += 1)}`

async function saved(
  document: RuleSet,
  draft: string = randomUUID(),
  version = 0,
): Promise<{ draft: string; version: number }> {
  const reply = await by(reviewer).done(contract.saveRuleDraft, { params: { draft }, body: { version, document } })
  return { draft, version: reply.version }
}
/** A draft that is proposed from a day on. */
async function proposed(document = withCode(newCode()), effectiveFrom = nextDay(), who = reviewer): Promise<number> {
  const body = { ...(await saved(document)), effectiveFrom, reason: '市禁毒办下发新标准' }
  return (await by(who).done(contract.proposeRules, { body })).seq
}
const deeds = async (did: string): Promise<number> => {
  const [row] = await world.database.owner`select count(*)::int as count from records where did = ${did}`
  return Number(row?.['count'])
}

test('what ships with the product holds, was proposed by nobody, and is read by whoever sees awards', async () => {
  const { sets } = await by(officer).done(contract.listRuleSets, {})
  const [first] = sets
  expect(sets.filter(({ standing }) => standing === 'in-force')).toEqual([first])
  expect(first).toMatchObject({ code: 'SY-DEFAULT-1', isOfficial: false, lastDay: null, proposed: null, reason: null })
  const { document } = await by(auditor).done(contract.openRuleSet, { params: { seq: first?.seq ?? 0 } })
  expect(digestOf(document)).toBe(first?.digest)
  expect(document).toEqual(shipped)
  expect(await by(auditor).refusal(contract.openRuleSet, { params: { seq: 9999 } })).toBe('rulesNotFound')
})

test('drafts, proposals and the comparison of awards are for those who keep the rules', async () => {
  for (const one of [auditor, officer]) {
    expect(await by(one).refusal(contract.listRuleDrafts, {})).toBe('notPermitted')
    expect(await by(one).refusal(contract.withdrawRules, { params: { seq: 1 } })).toBe('notPermitted')
    const params = { before: '1', after: '1' }
    expect(await by(one).refusal(contract.reassessAwards, { params })).toBe('notPermitted')
  }
  expect(await by(reviewer).refusal(contract.approveRules, { params: { seq: 1 } })).toBe('notPermitted')
})

test('a draft keeps what is half typed, and each save names the one before', async () => {
  const half = withCode('', { source: '', rows: [{ ...first(shipped.rows), zh: '', brackets: [] }] })
  const { draft, version } = await saved(half)
  expect(version).toBe(1)
  await saved({ ...half, zh: '第二稿' }, draft, 1)
  const read = await by(approver).done(contract.readRuleDraft, { params: { draft } })
  expect(read.document).toEqual({ ...half, zh: '第二稿' })
  expect(read.head).toMatchObject({ version: 2, zh: '第二稿', savedBy: { name: 'zheng.reviewer' } })
})

test('two who save the same draft at once: one is told that it changed, and a draft sent twice is saved once', async () => {
  const before = await deeds('save-rules')
  const { draft } = await saved(withCode(newCode()))
  const save = (one: Officer | undefined, zh: string) =>
    by(one).call(contract.saveRuleDraft, {
      params: { draft },
      body: { version: 1, document: withCode('SY-X', { zh }) },
    })
  const answers = await Promise.all([save(reviewer, '甲'), save(approver, '乙')])
  expect(answers.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).toSorted()).toEqual([
    'changedMeanwhile',
    'done',
  ])
  const winner = answers[0]?.is === 'done' ? ([reviewer, '甲'] as const) : ([approver, '乙'] as const)
  expect(await save(winner[0], winner[1])).toMatchObject({ is: 'done', reply: { version: 2 } })
  expect(await deeds('save-rules')).toBe(before + (winner[0] === reviewer ? 1 : 2))
})

test('a draft is deleted as it was seen, and is gone then', async () => {
  const { draft } = await saved(withCode(newCode()))
  expect(await by(approver).refusal(contract.dropRuleDraft, { params: { draft, version: 7 } })).toBe('changedMeanwhile')
  await by(approver).done(contract.dropRuleDraft, { params: { draft, version: 1 } })
  expect(await by(approver).refusal(contract.readRuleDraft, { params: { draft } })).toBe('rulesNotFound')
  const body = { version: 1, document: withCode('SY-LATE') }
  expect(await by(reviewer).refusal(contract.saveRuleDraft, { params: { draft }, body })).toBe('rulesNotFound')
})

test('a set that begins today or earlier is in force at once, and what held before is past', async () => {
  const seq = await proposed(withCode(newCode()), daysLater(today, -1))
  const before = (await list()).sets.find(({ standing }) => standing === 'in-force')
  await by(approver).done(contract.approveRules, { params: { seq } })
  const { sets } = await list()
  expect(sets.find((set) => set.seq === seq)?.standing).toBe('in-force')
  expect(sets.find((set) => set.seq === before?.seq)).toMatchObject({ standing: 'past', lastDay: daysLater(today, -2) })
})

test('who proposed a set does not approve it; another approver does, and it holds from its day', async () => {
  const effectiveFrom = nextDay()
  const seq = await proposed(withCode(newCode()), effectiveFrom, approver)
  expect(await by(approver).refusal(contract.approveRules, { params: { seq } })).toBe('ownRules')
  await by(other).done(contract.approveRules, { params: { seq } })
  const { sets } = await list()
  expect(sets.find((set) => set.seq === seq)).toMatchObject({
    standing: 'future',
    effectiveFrom,
    lastDay: null,
    reason: '市禁毒办下发新标准',
    proposed: { by: { name: 'he.approver' } },
    approved: { by: { name: 'qiu.approver' } },
  })
  expect(sets.find(({ standing }) => standing === 'in-force')?.lastDay).toBe(daysLater(effectiveFrom, -1))
  expect(await by(other).refusal(contract.approveRules, { params: { seq } })).toBe('rulesNotFound')
})

test('the same code, a second proposal and a day that is taken are each refused by name, and the draft stays', async () => {
  const [taken, day] = [newCode(), nextDay()]
  const seq = await proposed(withCode(taken), day)
  const draft = await saved(withCode(newCode()))
  const propose = async (document: RuleSet, effectiveFrom: string): Promise<string> => {
    const body = { ...(await saved(document)), effectiveFrom, reason: '再次提交' }
    return by(reviewer).refusal(contract.proposeRules, { body })
  }
  const body = { ...draft, effectiveFrom: nextDay(), reason: '再次提交' }
  expect(await by(reviewer).refusal(contract.proposeRules, { body })).toBe('rulesProposalOpen')
  await by(approver).done(contract.approveRules, { params: { seq } })
  expect(await propose(withCode(taken), nextDay())).toBe('rulesCodeTaken')
  expect(await propose(withCode(newCode()), day)).toBe('rulesDateTaken')
  expect(await propose(withCode(newCode()), daysLater(day, -1))).toBe('rulesDateTaken')
  expect(await by(reviewer).refusal(contract.proposeRules, { body: { ...body, version: 4 } })).toBe('changedMeanwhile')
  expect((await by(reviewer).done(contract.readRuleDraft, { params: { draft: draft.draft } })).head.version).toBe(1)
})

test('a draft that is no rule set, or contradicts itself, cannot be proposed', async () => {
  const [row] = shipped.rows
  if (row === undefined) throw new Error('The shipped set has rows')
  const half = withCode(newCode(), { rows: [{ ...row, zh: '' }] })
  const contradicting = withCode(newCode(), { rows: [{ ...row, replaces: ['nothing-of-this-name'] }] })
  for (const document of [half, contradicting]) {
    const body = { ...(await saved(document)), effectiveFrom: nextDay(), reason: '有错的草稿' }
    expect(await by(reviewer).refusal(contract.proposeRules, { body })).toBe('rulesWrong')
  }
})

test('of two who approve at once one is done; of one who approves and one who withdraws too', async () => {
  const seq = await proposed()
  const approve = (one: Officer | undefined) => by(one).call(contract.approveRules, { params: { seq } })
  const both = await Promise.all([approve(approver), approve(other)])
  expect(both.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).toSorted()).toEqual([
    'done',
    'rulesNotFound',
  ])
  const next = await proposed()
  const settled = await Promise.all([
    by(approver).call(contract.approveRules, { params: { seq: next } }),
    by(other).call(contract.withdrawRules, { params: { seq: next } }),
  ])
  expect(settled.filter(({ is }) => is === 'done')).toHaveLength(1)
})

test('of two who propose at once one is told that another proposal waits', async () => {
  const one = { ...(await saved(withCode(newCode()))), effectiveFrom: nextDay(), reason: '同时提交' }
  const two = { ...(await saved(withCode(newCode()))), effectiveFrom: nextDay(), reason: '同时提交' }
  const answers = await Promise.all([
    by(reviewer).call(contract.proposeRules, { body: one }),
    by(approver).call(contract.proposeRules, { body: two }),
  ])
  expect(answers.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).toSorted()).toEqual([
    'done',
    'rulesProposalOpen',
  ])
})

test('a withdrawn set never holds, stands in the list with who withdrew it, and its code is free again', async () => {
  const [code, day] = [newCode(), nextDay()]
  const seq = await proposed(withCode(code), day)
  await withdrawn(seq)
  expect((await list()).sets.find((set) => set.seq === seq)).toMatchObject({
    standing: 'withdrawn',
    lastDay: null,
    withdrawn: { by: { name: 'he.approver' } },
  })
  await expect(proposed(withCode(code), day)).resolves.toBeGreaterThan(seq)
})

test('an export is the document, and leaves a trace; the form of the files is published', async () => {
  const [first] = (await list()).sets
  const before = await deeds('export-rules')
  const { document } = await by(auditor).done(contract.exportRules, { params: { seq: first?.seq ?? 0 } })
  expect(digestOf(document)).toBe(first?.digest)
  expect(await deeds('export-rules')).toBe(before + 1)
  const answer = await world.office.inject({ method: 'GET', url: contract.RULE_SET_SCHEMA_PATH })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toContain('application/schema+json')
  expect(answer.json()).toHaveProperty('$schema')
})

test('the shipped examples are two cities that differ', async () => {
  const { examples } = await by(reviewer).done(contract.listRuleExamples, {})
  expect(examples).toHaveLength(2)
  expect(new Set(examples.map(({ code }) => code)).size).toBe(2)
})

function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('Nothing there')
  return one
}
