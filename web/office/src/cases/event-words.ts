import type { OpenedCase } from '#contract/cases.ts'
import { standingOf, type Outcome } from '#contract/outcomes.ts'
import { m } from '#words/messages.js'
import { minuteOf } from '../words/times.ts'
import { kindWords, linkWords, stepWords } from './case-labels.ts'
import { isHidden } from './chains.ts'
import { figureWords, subjectWords } from './outcome-words.ts'
import type { CaseEvent } from './timeline.ts'

/** What an event of the timeline says; figures that this reader shall type from the record stay hidden. */
export function eventTitle(event: CaseEvent, { outcomes }: OpenedCase, me: string): string {
  const told = (outcome: Outcome): string => outcomeTitle(outcome, outcomes, me)
  switch (event.is) {
    case 'step':
      return event.corrected === null
        ? stepWords[event.step]()
        : m.event_step_corrected({ step: stepWords[event.step](), before: minuteOf(event.corrected) })
    case 'link':
      return m.event_link({ number: event.link.number, as: linkWords[event.link.as]() })
    case 'unlink':
      return m.event_unlink({ number: event.link.number })
    case 'outcome':
      return told(event.outcome)
    case 'correction':
      return m.event_correction({ what: told(event.outcome) })
    case 'void':
      return m.event_void({ what: told(event.outcome) })
    case 'confirmation':
      return m.event_confirmation({ what: told(event.outcome) })
    case 'narrative':
      return m.event_narrative({ version: event.version })
    case 'merge':
      return m.event_merge({ number: event.number })
  }
}

function outcomeTitle(outcome: Outcome, all: readonly Outcome[], me: string): string {
  const isKept = isHidden(outcome, me) && standingOf(outcome, all) === 'waiting'
  const figure = isKept ? m.figure_hidden() : figureWords(outcome.facts)
  return [kindWords[outcome.facts.kind](), subjectWords(outcome.facts), figure].filter(Boolean).join(' ')
}
