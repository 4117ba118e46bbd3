import type { CourseEvent } from '#contract/audit.ts'
import type { Level } from '#contract/clocks.ts'
import type { Link } from '#contract/links.ts'
import { m } from '#words/messages.js'
import { language } from '../words/language.svelte.ts'
import { stageWords, trailWords } from '../words/labels.ts'
import { clockKindWords } from './audit-words.ts'

const linkWords: Readonly<Record<Link, () => string>> = {
  origin: m.link_origin,
  corroboration: m.link_corroboration,
  reference: m.link_reference,
}
const levelWords: Readonly<Record<Level, (given: { clock: string }) => string>> = {
  reminder: m.audit_event_reminder,
  lead: m.audit_event_lead,
  order: m.audit_event_order,
}

/** What happened to a tip, in one line. */
export function courseWords(event: CourseEvent): string {
  switch (event.is) {
    case 'stage':
      if (event.move === null) return m.audit_event_arrived()
      return m.audit_event_stage({ move: trailWords[event.move](), stage: stageWords[event.stage]() })
    case 'transfer':
      return m.audit_event_transfer({ from: language.nameOf(event.fromDesk), to: language.nameOf(event.toDesk) })
    case 'assignment':
      return event.to === null ? m.audit_event_unassigned() : m.audit_event_assigned({ name: event.to.name })
    case 'message':
      if (event.sender === 'tipster') return m.audit_event_tipster()
      return event.isQuestion ? m.audit_event_question() : m.audit_event_answer()
    case 'note':
      return m.audit_event_note()
    case 'link':
      return m.audit_event_link({ number: event.case, as: linkWords[event.as]() })
    case 'unlink':
      return m.audit_event_unlink({ number: event.case, as: linkWords[event.as]() })
    case 'clock':
    case 'clockEnd':
    case 'level':
    case 'pause':
    case 'resume':
      return clockWords(event)
  }
}

type ClockEvent = Extract<CourseEvent, { is: 'clock' | 'clockEnd' | 'level' | 'pause' | 'resume' }>

function clockWords(event: ClockEvent): string {
  if (event.is === 'pause') return m.audit_event_pause()
  if (event.is === 'resume') return m.audit_event_resume()
  const clock = clockKindWords[event.clock]()
  if (event.is === 'level') return levelWords[event.level]({ clock })
  if (event.is === 'clock') {
    const given = { clock, day: event.dueOn }
    return event.provisional ? m.audit_event_clock_provisional(given) : m.audit_event_clock(given)
  }
  if (event.inTime === null) return m.audit_event_undone({ clock })
  return event.inTime ? m.audit_event_in_time({ clock }) : m.audit_event_late({ clock })
}

/** Who did it: an officer, the tipster, or the system by itself. */
export function doerWords(event: CourseEvent): string {
  if (event.by !== null) return event.by.name
  const isTipster =
    (event.is === 'stage' && event.move === null) || (event.is === 'message' && event.sender === 'tipster')
  return isTipster ? m.audit_tipster() : m.audit_nobody()
}
