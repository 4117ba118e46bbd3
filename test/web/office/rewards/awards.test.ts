import { expect, test } from 'vitest'
import { chainOf } from '../../../../web/office/src/rewards/award-chain.ts'
import { awardFiltersOf, awardsAddress } from '../../../../web/office/src/rewards/award-filters.ts'
import { decidedFen, declaredCount, shareOf } from '../../../../web/office/src/rewards/proposal-draft.ts'
import { toDoOf } from '../../../../web/office/src/rewards/what-to-do.ts'

type Chained = Parameters<typeof chainOf>[0]
const who = { id: '00000000-0000-4000-8000-000000000001', name: '林越' }
const taken = (step: Chained['steps'][number]['step'], version = 1): Chained['steps'][number] => ({
  version,
  seq: 0,
  step,
  by: who,
  at: '2026-11-25T00:00:00Z',
  digest: '',
  signatureB64: '',
  signPublicB64: null,
  sealedB64: null,
})
const award = (more: Partial<Chained>): Chained => ({
  state: 'proposed',
  kind: 'grant',
  needsSecond: false,
  steps: [taken('propose')],
  versions: [{ version: 1 } as Chained['versions'][number]],
  ...more,
})
const drawn = (of: Chained): string[] => chainOf(of).map(({ step, is }) => `${step} ${is}`)

test('the chain shows what was taken, what waits now and what is still to come', () => {
  expect(drawn(award({}))).toEqual(['propose taken', 'review now', 'approve ahead', 'fund ahead'])
})

test('above the limit there is a second approval; a denial needs no funds', () => {
  expect(drawn(award({ needsSecond: true }))).toContain('approve-second ahead')
  expect(drawn(award({ kind: 'deny' }))).toEqual(['propose taken', 'review now', 'approve ahead'])
})

test('what was sent back stands where it was, and nothing comes after it', () => {
  const steps = [taken('propose'), taken('review'), taken('return')]
  expect(drawn(award({ state: 'returned', steps }))).toEqual([
    'propose taken',
    'review taken',
    'return taken',
    'approve gone',
    'fund gone',
  ])
})

test('steps of an earlier version are no part of the chain of this one', () => {
  const steps = [taken('propose'), taken('review'), taken('propose', 2)]
  const versions = [{ version: 2 }, { version: 1 }] as Chained['versions']
  expect(drawn(award({ steps, versions }))).toEqual(['propose taken', 'review now', 'approve ahead', 'fund ahead'])
})

test('who may not take the step that it waits for is told why, unless it is not theirs at all', () => {
  const mine = (refused: 'twoHands' | 'notPermitted') =>
    toDoOf({ state: 'approved-once', mine: [{ step: 'approve-second', refused }] })
  expect(mine('twoHands')).toMatchObject({ forward: null, refused: 'twoHands' })
  expect(mine('notPermitted')).toMatchObject({ forward: null, refused: null })
})

test('an address gives its filters, leaves out what it does not know, and begins at the first page', () => {
  const query = new URLSearchParams('fund=tips&state=gone&turn=yours&overdue=yes&number=%200007&after=x')
  expect(awardFiltersOf(query)).toEqual({ fund: 'tips', overdue: 'yes', number: '0007' })
  expect(awardsAddress({ state: 'granted', after: 'JL-2026-0001' }, { fund: 'strikes' })).toBe(
    '/rewards?state=granted&fund=strikes',
  )
})

test.each([
  ['60', 6000],
  ['33.33%', 3333],
  ['６０', 6000],
  ['0.01', 1],
  ['0', null],
  ['100.01', null],
  ['1.234', null],
])('%s percent are %s ten-thousandths', (typed, share) => expect(shareOf(typed)).toBe(share))

test.each([
  ['20,000', '2000000'],
  ['0', '0'],
  ['12.5', '1250'],
  ['-1', null],
  ['一千', null],
])('%s yuan are %s fen', (typed, fen) => expect(decidedFen(typed)).toBe(fen))

test('what is put forward is counted in whole numbers up to a thousand', () => {
  expect(['1', '1000', '0', '1001', '1.5'].map(declaredCount)).toEqual([1, 1000, null, null, null])
})
