import { expect, test } from 'vitest'
import {
  after,
  MOVE_TABLE,
  MOVES,
  movesFrom,
  STAGES,
  UNDO_MS,
  UNDO_SPAM_MS,
  undoing,
  waitingAfter,
  waitingAfterAll,
  type Acted,
  type Move,
  type PastMove,
  type Said,
  type Stage,
  type TrailMove,
} from '#contract/stages.ts'

/** Every stage, and where every move leads from it; what is not here is not allowed. */
const TABLE: Record<Stage, Partial<Record<Move, Stage>>> = {
  received: { accept: 'accepted', 'send-elsewhere': 'elsewhere', 'mark-invalid': 'invalid', 'mark-spam': 'spam' },
  accepted: { verify: 'verifying', 'send-elsewhere': 'elsewhere', 'mark-invalid': 'invalid', 'mark-spam': 'spam' },
  verifying: { confirm: 'confirmed', 'find-unfounded': 'unfounded', 'send-elsewhere': 'elsewhere' },
  confirmed: { close: 'closed' },
  unfounded: { close: 'closed', reopen: 'verifying' },
  elsewhere: { close: 'closed', reopen: 'verifying' },
  invalid: { reopen: 'verifying' },
  spam: { reopen: 'verifying' },
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
  ['spam', 'desk', 'nobody'],
] as const)('a move to %s while it waits for the %s leaves it waiting for %s', ([to, waiting, then]) => {
  expect(waitingAfter(to, waiting)).toBe(then)
})

const NOW = new Date('2026-11-24T04:00:00Z')
const ago = (ms: number): Date => new Date(NOW.getTime() - ms)
/** Moves one after the other, the last one so long ago; all by one person. */
const past = (moves: readonly [TrailMove | null, Stage][], ms: number, by = 'lin'): PastMove[] =>
  moves.map(([move, to], seq) => ({
    seq,
    move,
    to,
    by: move === null ? null : by,
    at: ago(ms + moves.length - seq - 1),
  }))

test('one takes one’s own last move back, for ten minutes', () => {
  const accepted = (ms: number) =>
    past(
      [
        [null, 'received'],
        ['accept', 'accepted'],
      ],
      ms,
    )
  expect(undoing(accepted(0), 'lin', NOW)).toEqual({ undoes: 1, to: 'received' })
  expect(undoing(accepted(UNDO_MS), 'lin', NOW)).toEqual({ undoes: 1, to: 'received' })
  expect(undoing(accepted(UNDO_MS + 1), 'lin', NOW)).toBe(null)
  expect(undoing(accepted(0), 'su', NOW)).toBe(null)
})

test('everybody takes a spam mark back, for thirty days', () => {
  const spam = (ms: number) =>
    past(
      [
        [null, 'received'],
        ['accept', 'accepted'],
        ['mark-spam', 'spam'],
      ],
      ms,
    )
  expect(undoing(spam(0), 'su', NOW)).toEqual({ undoes: 2, to: 'accepted' })
  expect(undoing(spam(UNDO_SPAM_MS), 'su', NOW)).toEqual({ undoes: 2, to: 'accepted' })
  expect(undoing(spam(UNDO_SPAM_MS + 1), 'su', NOW)).toBe(null)
  expect(undoing(spam(UNDO_SPAM_MS + 1), 'lin', NOW)).toBe(null)
})

test('an arrival cannot be taken back, nor an undo; a move made again after an undo can', () => {
  expect(undoing([], 'lin', NOW)).toBe(null)
  expect(undoing(past([[null, 'received']], 0), 'lin', NOW)).toBe(null)
  const undone = past(
    [
      [null, 'received'],
      ['accept', 'accepted'],
      ['undo', 'received'],
    ],
    0,
  )
  expect(undoing(undone, 'lin', NOW)).toBe(null)
  const again: PastMove[] = [...undone, { seq: 3, move: 'mark-spam', to: 'spam', by: 'lin', at: NOW }]
  expect(undoing(again, 'lin', NOW)).toEqual({ undoes: 3, to: 'received' })
})

const MINUTE = 60_000
/** The tipster's times are whole hours: written at 03:40, kept as 03:00. */
const tipster = (hour: number): Said => ({
  from: 'tipster',
  isQuestion: false,
  at: new Date(Date.UTC(2026, 10, 24, hour)),
})
const desk = (ms: number, isQuestion = false): Said => ({ from: 'desk', isQuestion, at: ago(ms) })
const acted = (to: Acted['to'], ms: number): Acted => ({ to, at: ago(ms) })

const WAITS: [why: string, said: Said[], done: Acted[], waiting: string][] = [
  ['nothing happened', [], [], 'desk'],
  ['a move was made', [], [acted('accepted', MINUTE)], 'nobody'],
  ['the desk asked', [desk(MINUTE, true)], [], 'tipster'],
  ['the desk asked, then moved', [desk(2 * MINUTE, true)], [acted('verifying', MINUTE)], 'tipster'],
  ['the desk asked, then ended it', [desk(2 * MINUTE, true)], [acted('closed', MINUTE)], 'nobody'],
  ['the tipster answered the question', [desk(300 * MINUTE, true), tipster(1)], [], 'desk'],
  ['a move came hours after what the tipster wrote', [tipster(1)], [acted('accepted', MINUTE)], 'nobody'],
  ['it is not known which came first', [tipster(3)], [acted('accepted', MINUTE)], 'desk'],
  ['the desk answered in the same hour', [tipster(3), desk(30 * MINUTE)], [acted('accepted', MINUTE)], 'nobody'],
  ['it was transferred after the desk spoke', [desk(2 * MINUTE)], [acted('another desk', MINUTE)], 'desk'],
  ['it was transferred, and accepted there', [], [acted('another desk', 2), acted('accepted', 1)], 'nobody'],
]
for (const [why, said, done, waiting] of WAITS) {
  test(`a tip waits for ${waiting} when ${why}`, () => expect(waitingAfterAll(said, done)).toBe(waiting))
}
