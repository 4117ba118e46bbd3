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
  close: { from: ['confirmed', 'unfounded', 'elsewhere'], to: 'closed', reason: false },
  reopen: { from: ['closed', 'invalid', 'unfounded', 'elsewhere'], to: 'verifying', reason: true },
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
  const hasEnded = to === 'closed' || to === 'invalid'
  return hasEnded || waiting === 'desk' ? 'nobody' : waiting
}
