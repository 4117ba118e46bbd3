import type { Priority } from '#contract/triage.ts'
import { m } from '#words/messages.js'
import { stageWords } from '../words/labels.ts'
import { failureWords } from '../words/refusals.ts'
import type { Act, Outcome } from './acts.ts'
import type { Standing } from './standing.ts'

export const priorityWords: Readonly<Record<Priority, () => string>> = {
  danger: m.priority_danger,
  urgent: m.priority_urgent,
  normal: m.priority_normal,
}

/** What an act made of a tip, after it was done. */
export function doneWords(act: Act): string {
  switch (act.is) {
    case 'move':
      return act.move === 'accept' ? m.done_accept() : m.done_spam()
    case 'not-spam':
      return m.done_not_spam()
    case 'assign':
      return act.to === null ? m.done_unassign() : m.done_assign({ name: act.to.name })
    case 'prioritise':
      return m.done_priority({ priority: priorityWords[act.priority]() })
    case 'follow-up':
      return act.on === null ? m.done_no_follow_up() : m.done_follow_up({ day: act.on })
  }
}

/** What an act is about to do, as a question to somebody who asked it of many tips. */
export function askWords(act: Act): string {
  switch (act.is) {
    case 'move':
      return act.move === 'accept' ? m.move_accept() : m.move_mark_spam()
    case 'not-spam':
      return m.not_spam()
    case 'assign':
      return act.to === null ? m.assign_nobody() : m.ask_assign({ name: act.to.name })
    case 'prioritise':
      return m.ask_priority({ priority: priorityWords[act.priority]() })
    case 'follow-up':
      return act.on === null ? m.follow_up_clear() : m.ask_follow_up({ day: act.on })
  }
}

/** Why an act was not done, or null when there is nothing to say. */
export function whyNot(outcome: Outcome, tip: Standing): string | null {
  if (outcome.is === 'done' || outcome.is === 'nothing') return null
  if (outcome.is === 'wrongStage') return m.act_wrong_stage({ stage: stageWords[tip.stage]() })
  return failureWords(outcome)
}
