import { after, type Move, type Stage } from '#contract/stages.ts'
import { moveTip, type Person } from '#contract/tips.ts'
import { setWork, undoMove, type Priority, type Work } from '#contract/triage.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'
import { atNextPlace } from './next-place.ts'
import type { Standing } from './standing.ts'

/** What one key does to one tip or to many. */
export type Act =
  | { is: 'move'; move: Extract<Move, 'accept' | 'mark-spam'> }
  | { is: 'not-spam' }
  | { is: 'assign'; to: Person | null }
  | { is: 'prioritise'; priority: Priority }
  | { is: 'follow-up'; on: string | null }

/** An act that was done, with all that taking it back needs. */
export type Done = { before: Standing; after: Standing }
/** `nothing` when the tip stood so already, `wrongStage` when the act does not begin at its stage. */
export type Outcome = { is: 'done'; done: Done } | { is: 'nothing' } | { is: 'wrongStage' } | Failure

/** Does an act to a tip as the officer sees it; refused when a colleague changed it meanwhile. */
export async function perform(act: Act, tip: Standing): Promise<Outcome> {
  if (act.is === 'move') return makeMove(act.move, tip)
  if (act.is === 'not-spam') return takeSpamBack(tip)
  const to = changed(act, tip)
  if (isSameWork(tip, to)) return { is: 'nothing' }
  return doneAs(await putWork(tip, to), tip, () => to)
}

/** Takes an act back, from how it left the tip to how the tip was before. */
export async function takeBack({ before, after }: Done): Promise<Outcome> {
  if (before.stage !== after.stage) return undoLastMove(after, null)
  return doneAs(await putWork(after, before), after, () => before)
}

/** Takes the last move back. `seq` is the next place among its reasons where it is known. */
export async function undoLastMove(tip: Standing, seq: number | null): Promise<Outcome> {
  const answer = await atNextPlace(tip.tip, 'nextReasonSeq', seq, (place) =>
    callOffice(undoMove, { params: { tip: tip.tip }, body: { seen: tip.stage, seq: place } }),
  )
  return doneAs(answer, tip, ({ stage }) => ({ ...tip, stage }))
}

/** Who, how pressing, and when to look again, as the server wants it. */
export const workOf = ({ assignee, priority, followUpOn }: Omit<Standing, 'tip' | 'number' | 'stage'>): Work => ({
  assignee: assignee?.id ?? null,
  priority,
  followUpOn,
})

export function isSameWork(a: Standing, b: Standing): boolean {
  return JSON.stringify(workOf(a)) === JSON.stringify(workOf(b))
}

async function makeMove(move: Move, tip: Standing): Promise<Outcome> {
  const to = after(tip.stage, move)
  if (to === null) return { is: 'wrongStage' }
  const answer = await atNextPlace(tip.tip, 'nextReasonSeq', null, (seq) =>
    callOffice(moveTip, { params: { tip: tip.tip }, body: { seen: tip.stage, move, seq, reasonB64: null } }),
  )
  return doneAs(answer, tip, ({ stage }: { stage: Stage }) => ({ ...tip, stage }))
}

async function takeSpamBack(tip: Standing): Promise<Outcome> {
  return tip.stage === 'spam' ? undoLastMove(tip, null) : { is: 'wrongStage' }
}

function changed(act: Exclude<Act, { is: 'move' | 'not-spam' }>, tip: Standing): Standing {
  switch (act.is) {
    case 'assign':
      return { ...tip, assignee: act.to }
    case 'prioritise':
      return { ...tip, priority: act.priority }
    case 'follow-up':
      return { ...tip, followUpOn: act.on }
  }
}

function putWork(seen: Standing, to: Standing): Promise<Answer<Work>> {
  return callOffice(setWork, { params: { tip: seen.tip }, body: { seen: workOf(seen), to: workOf(to) } })
}

function doneAs<R>(answer: Answer<R>, before: Standing, stands: (reply: R) => Standing): Outcome {
  return answer.is === 'done' ? { is: 'done', done: { before, after: stands(answer.reply) } } : answer
}
