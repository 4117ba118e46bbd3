import { expect, test } from 'vitest'
import { MOVE_TABLE, MOVES, STAGES, after, movesFrom, type Move, type Stage, waitingAfter } from '#contract/stages.ts'

/** Every stage, and where every move leads from it; what is not here is not allowed. */
const TABLE: Record<Stage, Partial<Record<Move, Stage>>> = {
  received: { accept: 'accepted', 'send-elsewhere': 'elsewhere', 'mark-invalid': 'invalid' },
  accepted: { verify: 'verifying', 'send-elsewhere': 'elsewhere', 'mark-invalid': 'invalid' },
  verifying: { confirm: 'confirmed', 'find-unfounded': 'unfounded', 'send-elsewhere': 'elsewhere' },
  confirmed: { close: 'closed' },
  unfounded: { close: 'closed', reopen: 'verifying' },
  elsewhere: { close: 'closed', reopen: 'verifying' },
  invalid: { reopen: 'verifying' },
  closed: { reopen: 'verifying' },
}

for (const stage of STAGES) {
  test(`from ${stage} a tip goes where the table says and nowhere else`, () => {
    for (const move of MOVES) expect(after(stage, move), move).toBe(TABLE[stage][move] ?? null)
    expect(new Set(movesFrom(stage))).toEqual(new Set(Object.keys(TABLE[stage])))
  })
}

test('no move leaves a tip where it is', () => {
  for (const stage of STAGES) for (const move of MOVES) expect(after(stage, move)).not.toBe(stage)
})

test('every stage can be reached from the first, and no stage is a dead end', () => {
  const reached = new Set<Stage>(['received'])
  for (const stage of reached) for (const move of movesFrom(stage)) reached.add(after(stage, move) ?? stage)
  expect(reached).toEqual(new Set(STAGES))
  for (const stage of STAGES) expect(movesFrom(stage).length, stage).toBeGreaterThan(0)
})

test('a tip is closed only after it was decided', () => {
  expect(MOVE_TABLE.close.from).toEqual(['confirmed', 'unfounded', 'elsewhere'])
})

test('whatever decides over a tip wants a written reason, routine does not', () => {
  const wanting = MOVES.filter((move) => MOVE_TABLE[move].reason)
  expect(wanting).toEqual(['confirm', 'find-unfounded', 'send-elsewhere', 'mark-invalid', 'reopen'])
})

test.for([
  ['accepted', 'desk', 'nobody'],
  ['verifying', 'tipster', 'tipster'],
  ['confirmed', 'nobody', 'nobody'],
  ['closed', 'tipster', 'nobody'],
  ['invalid', 'desk', 'nobody'],
] as const)('a move to %s while it waits for the %s leaves it waiting for %s', ([to, waiting, then]) => {
  expect(waitingAfter(to, waiting)).toBe(then)
})
