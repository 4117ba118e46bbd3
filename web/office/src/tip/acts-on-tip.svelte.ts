import type { Move } from '#contract/stages.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { m } from '#words/messages.js'
import { notice } from '../frame/notice.svelte.ts'
import { session } from '../session/session.svelte.ts'
import { doneWords, whyNot } from '../triage/act-words.ts'
import { perform, takeBack, undoLastMove, type Act, type Outcome } from '../triage/acts.ts'
import type { Standing } from '../triage/standing.ts'
import { undoStack } from '../triage/undo-stack.ts'
import { undoableMove } from './trail.ts'

/** The acts of one key on the tip that is open, and taking them back. */
export class ActsOnTip {
  isBusy = $state(false)
  failure = $state<string | null>(null)
  /** How our own last act left the tip: what differs from it, a colleague did. */
  own: Standing | null = null
  readonly #tip: () => OpenedTip
  readonly #reread: () => Promise<void>

  constructor(tip: () => OpenedTip, reread: () => Promise<void>) {
    this.#tip = tip
    this.#reread = reread
  }

  /** Does an act; gives why it was not done, or null. */
  async run(act: Act): Promise<string | null> {
    return this.#go(
      () => perform(act, standingOf(this.#tip())),
      (outcome) => this.did(outcome, doneWords(act)),
    )
  }

  /** Remembers what was done, says it, and offers to take it back. */
  did(outcome: Outcome, words: string): void {
    if (outcome.is !== 'done') return
    undoStack.push([outcome.done])
    this.own = outcome.done.after
    notice.say(words, { words: m.undo_key(), act: () => void this.undo() })
  }

  /** Takes back what was done to this tip last in this window, or else its last move while that may be. */
  async undo(): Promise<void> {
    const own = undoStack.popOf(this.#tip().tip)
    if (own === null && this.lastMove() === null) return notice.say(m.undo_nothing())
    await this.#go(
      () => (own ? takeBack(own) : undoLastMove(standingOf(this.#tip()), this.#tip().nextReasonSeq)),
      (outcome) => {
        if (outcome.is === 'done') this.own = outcome.done.after
        notice.say(m.undone())
      },
    )
  }

  /** The move that could be taken back now. */
  lastMove(now?: Date): Move | null {
    return undoableMove(this.#tip().moves, session.me?.id ?? '', now)
  }

  async #go(act: () => Promise<Outcome>, told: (outcome: Outcome) => void): Promise<string | null> {
    if (this.isBusy) return m.act_busy()
    this.isBusy = true
    const tip = standingOf(this.#tip())
    const outcome = await act()
    this.failure = whyNot(outcome, tip)
    if (outcome.is === 'done') told(outcome)
    if (outcome.is === 'nothing') notice.say(m.act_nothing())
    // Refused because a colleague was faster: how the tip stands now is shown.
    if (outcome.is === 'done' || outcome.is === 'refused') await this.#reread()
    this.isBusy = false
    return this.failure
  }
}

export function standingOf({ tip, number, stage, assignee, priority, followUpOn }: Standing): Standing {
  return { tip, number, stage, assignee, priority, followUpOn }
}
