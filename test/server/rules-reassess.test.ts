import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { exportComparison, reassessAwards, saveRuleDraft } from '#contract/rule-sets.ts'
import { proposed, startAwards, stepped, type AwardsWorld } from './awards-world.ts'

let it: AwardsWorld
let params: { before: string; after: string }
beforeAll(async () => {
  it = await startAwards()
  const document = doubled(it.rules)
  const draft = randomUUID()
  await it.as('zheng').done(saveRuleDraft, { params: { draft }, body: { version: 0, document } })
  params = { before: await placeOf(it.rules), after: draft }
})
afterAll(() => it?.stop())

/** The same rules, which pay twice as much for drugs from a kilogram on. */
function doubled(rules: RuleSet): RuleSet {
  const [row, ...others] = rules.rows
  if (row === undefined) throw new Error('The shipped set has rows')
  const brackets = row.brackets.map((bracket) =>
    bracket.from === '1000' ? { ...bracket, pay: { kind: 'fixed' as const, fen: '4000000' } } : bracket,
  )
  return { ...rules, code: 'SY-TWICE-1', rows: [{ ...row, brackets }, ...others] }
}
async function placeOf({ code }: RuleSet): Promise<string> {
  const [row] = await it.world.database.owner`select seq from rule_sets where code = ${code}`
  return String(row?.['seq'])
}

test('without awards there is nothing to compare, and that is said with the day since when', async () => {
  const { since, awards } = await it.as('zheng').done(reassessAwards, { params })
  expect(awards).toEqual([])
  expect(since).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test('awards that were approved are worked out under both sets, without a word of who reported', async () => {
  const tip = await it.accepted()
  const at = { case: await it.cracked([tip], { grams: '1000' }), tip }
  const award = await proposed(it, at)
  await stepped(it, 'zheng', award, 'review')
  expect((await it.as('zheng').done(reassessAwards, { params })).awards).toEqual([])
  await stepped(it, 'he', award, 'approve')
  const reply = await it.as('zheng').done(reassessAwards, { params })
  expect(reply.awards).toMatchObject([
    { fen: '2000000', before: { fen: '2000000', open: 0 }, after: { fen: '4000000', open: 0 } },
  ])
  expect(JSON.stringify(reply)).not.toContain(tip)
  expect(JSON.stringify(reply)).not.toContain(at.case)
})

test('taking the comparison out leaves a trace; a draft that is no rule set yet is refused', async () => {
  const exported = await it.as('he').done(exportComparison, { body: params })
  expect(exported.awards).toHaveLength(1)
  const [row] = await it.world.database.owner`select count(*)::int as count from records where did = 'export-rules'`
  expect(row?.['count']).toBe(1)
  const draft = randomUUID()
  const body = { version: 0, document: { ...it.rules, zh: '' } }
  await it.as('zheng').done(saveRuleDraft, { params: { draft }, body })
  const halfTyped = { before: params.before, after: draft }
  expect(await it.as('zheng').refusal(reassessAwards, { params: halfTyped })).toBe('rulesWrong')
  expect(await it.as('xu').refusal(reassessAwards, { params })).toBe('notPermitted')
})
