/**
 * The stages of a tip and the moves between them: 受理 → 核查 → 查实 / 查否 → 办结. One pure table for server and browser.
 */
export const STAGES = [
  'received', // 待受理
  'accepted', // 已受理
  'verifying', // 核查中
  'confirmed', // 查实
  'unfounded', // 查否
  'elsewhere', // 非管辖移交
  'invalid', // 无效
  'spam', // 骚扰信息
  'closed', // 已办结
] as const
export type Stage = (typeof STAGES)[number]

export const MOVES = [
  'accept',
  'verify',
  'confirm',
  'find-unfounded',
  'send-elsewhere',
  'mark-invalid',
  'mark-spam',
  'close',
  'reopen',
] as const
export type Move = (typeof MOVES)[number]

type Arrow = { from: readonly Stage[]; to: Stage; reason: boolean }

/** For each move: the stages it may start from, where it leads, and whether the rules want a written reason. */
export const MOVE_TABLE: Readonly<Record<Move, Arrow>> = {
  accept: { from: ['received'], to: 'accepted', reason: false },
  verify: { from: ['accepted'], to: 'verifying', reason: false },
  confirm: { from: ['verifying'], to: 'confirmed', reason: true },
  'find-unfounded': { from: ['verifying'], to: 'unfounded', reason: true },
  'send-elsewhere': { from: ['received', 'accepted', 'verifying'], to: 'elsewhere', reason: true },
  'mark-invalid': { from: ['received', 'accepted'], to: 'invalid', reason: true },
  'mark-spam': { from: ['received', 'accepted'], to: 'spam', reason: false },
  close: { from: ['confirmed', 'unfounded', 'elsewhere'], to: 'closed', reason: false },
  reopen: { from: ['closed', 'invalid', 'unfounded', 'elsewhere', 'spam'], to: 'verifying', reason: true },
}

/** Where a move leads from a stage, or null where it is not allowed. */
export function after(stage: Stage, move: Move): Stage | null {
  const arrow = MOVE_TABLE[move]
  return arrow.from.includes(stage) ? arrow.to : null
}

/** The moves that may start from a stage, in the order of the table. */
export function movesFrom(stage: Stage): Move[] {
  return MOVES.filter((move) => after(stage, move) !== null)
}

export const WAITING = ['desk', 'tipster', 'nobody'] as const
/** Who has to do something next: the desk when the tipster wrote, the tipster when the desk asked. */
export type Waiting = (typeof WAITING)[number]

/** A move answers what the tipster wrote; a question stays open, until the tip ends. */
export function waitingAfter(to: Stage, waiting: Waiting): Waiting {
  const hasEnded = to === 'closed' || to === 'invalid' || to === 'spam'
  return hasEnded || waiting === 'desk' ? 'nobody' : waiting
}

/** A message: who spoke, and when. The times of tipsters are whole hours, those of officers exact. */
export type Said = { from: 'desk' | 'tipster'; isQuestion: boolean; at: Date }
/** A move that stands, or a transfer. */
export type Acted = { to: Stage | 'another desk'; at: Date }

/**
 * Whom a tip waits for after all that was said and done, each in its order. A tipster may have written up to an hour
 * after the time that is kept; where the order is not known, they wrote later: rather wait for the desk once too often.
 */
export function waitingAfterAll(said: readonly Said[], acted: readonly Acted[]): Waiting {
  let waiting: Waiting = 'desk'
  const times = latestTimes(said)
  let heard = 0
  const speak = (until: number): void => {
    for (; heard < said.length && (times[heard] ?? 0) <= until; heard++) waiting = waitingOn(said[heard])
  }
  for (const { to, at } of acted) {
    speak(at.getTime())
    waiting = to === 'another desk' ? 'desk' : waitingAfter(to, waiting)
  }
  speak(Infinity)
  return waiting
}

const waitingOn = (message: Said | undefined): Waiting =>
  message?.from === 'desk' ? (message.isQuestion ? 'tipster' : 'nobody') : 'desk'

const HOUR_MS = 3_600_000
/** The latest time at which each message may have come: before everything that was said after it. */
function latestTimes(said: readonly Said[]): number[] {
  let bound = Infinity
  const backwards = said.toReversed().map(({ from, at }) => {
    bound = Math.min(bound, at.getTime() + (from === 'tipster' ? HOUR_MS : 0))
    return bound
  })
  return backwards.toReversed()
}

/** What the trail of a tip can hold: the moves, and a move that took the one before it back. */
export const TRAIL_MOVES = [...MOVES, 'undo'] as const
export type TrailMove = (typeof TRAIL_MOVES)[number]

/** A move that happened; `move` is null for the arrival. `by` is an account id. */
export type PastMove = { seq: number; move: TrailMove | null; to: Stage; by: string | null; at: Date }

/** Everybody at the desk takes a spam mark back for thirty days; any other move only who made it, for ten minutes. */
export const UNDO_SPAM_MS = 30 * 24 * 3_600_000
export const UNDO_MS = 10 * 60_000

/**
 * What an undo would take back: the last move, and the stage before it. Null when there is nothing, it was somebody
 * else's, or its time is over. `past` is in the order of its places.
 */
export function undoing(past: readonly PastMove[], by: string, now: Date): { undoes: number; to: Stage } | null {
  const [before, last] = past.slice(-2)
  if (!before || !last || last.move === null || last.move === 'undo') return null
  const age = now.getTime() - last.at.getTime()
  const isInTime = last.move === 'mark-spam' ? age <= UNDO_SPAM_MS : last.by === by && age <= UNDO_MS
  return isInTime ? { undoes: last.seq, to: before.to } : null
}
