import { afterAll, beforeAll, expect, test } from 'vitest'
import { fresh, take } from './awards-acts.ts'
import {
  crackedCase,
  enterRules,
  propose,
  startAwards,
  strikeProposal,
  tipProposal,
  type AwardsWorld,
} from './awards-world.ts'
import { balances, payablesOf, statementAfter } from './books-world.ts'

/** Awards of before there were books: they were approved with no money set aside. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
  await enterRules(it.owner, 'T-1', '2019-01-02')
})
afterAll(() => it.stop())

/** Takes an award so far as the database before the books let it. */
async function before(
  steps: readonly ('review' | 'approve' | 'fund')[],
  at: Date,
  fund: 'tips' | 'strikes' = 'tips',
): Promise<string> {
  const said =
    fund === 'tips' ? await tipProposal(it, await fresh(it)) : await strikeProposal(it, { case: await crackedCase(it) })
  await propose(it.office, it.people.lin, said)
  for (const step of steps) await take(it, step, said, undefined, at)
  return said.award
}

test('the migration opens the books: what was approved is set aside in its year, what was granted is owed, and all agrees', async () => {
  const { owner } = it
  await owner`alter table award_steps disable trigger in_books`
  const [old, now] = [new Date('2025-12-31T15:00:00Z'), new Date('2026-02-01T00:00:00Z')]
  const approved = await before(['review', 'approve'], old)
  const granted = await before(['review', 'approve', 'fund'], now)
  const strike = await before(['review', 'approve', 'fund'], now, 'strikes')
  const reviewed = await before(['review'], now)
  await owner`alter table award_steps enable trigger in_books`
  await owner`alter table payables disable trigger final` // which the migration makes afterwards
  await owner.unsafe(await statementAfter('0012_ledger_guards', '-- Opens the books'))
  await owner`alter table payables enable trigger final`

  expect(await balances(owner, 2025)).toMatchObject({ quota: 50_000, available: 0, committed: 50_000 })
  expect(await balances(owner, 2026)).toMatchObject({ quota: 50_000, available: 0, committed: 0, payable: 50_000 })
  expect(await balances(owner, 2026, 'strikes')).toMatchObject({ quota: 80_000, payable: 80_000 })
  expect(await payablesOf(owner, granted)).toMatchObject([{ participant: 0, year: 2026, state: 'open', agrees: true }])
  expect(await payablesOf(owner, strike)).toMatchObject([{ participant: 1, fen: '80000', agrees: true }])
  for (const none of [approved, reviewed]) expect(await payablesOf(owner, none)).toHaveLength(0)
  const journals = await owner`select kind, staff_id from journals where award_id = ${granted} order by seq`
  expect([...journals]).toEqual([
    { kind: 'open', staff_id: null },
    { kind: 'grant', staff_id: null },
  ])

  // From here on it goes as with any other.
  const [row] =
    await owner`select version, encode(digest, 'hex') as digest from award_versions where award_id = ${approved}`
  await take(it, 'return', { award: approved, version: Number(row?.['version']), digest: String(row?.['digest']) })
  expect(await balances(owner, 2025)).toMatchObject({ quota: 50_000, available: 50_000, committed: 0 })
})
