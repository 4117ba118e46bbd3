import type { CaseLink, CaseStep, OpenedCase } from '#contract/cases.ts'
import type { Outcome } from '#contract/outcomes.ts'
import type { Person } from '#contract/tips.ts'
import { endOfDay } from './sanya-time.ts'

/** When something happened: an instant, a day, or only when it was recorded. */
export type Happened = { at: string } | { on: string } | null
type What =
  | { is: 'step'; step: CaseStep; corrected: string | null; isReplaced: boolean }
  | { is: 'link' | 'unlink'; link: CaseLink }
  | { is: 'outcome' | 'correction' | 'void' | 'confirmation'; outcome: Outcome }
  | { is: 'narrative'; version: number }
  | { is: 'merge'; number: string }
/** One line of the timeline. `from` is the number of a merged case that it stood in. */
export type CaseEvent = What & { key: string; happened: Happened; recordedAt: string; by: Person; from: string | null }

export type TimelineOrder = 'happened' | 'recorded'
type Told = Pick<OpenedCase, 'case' | 'entries' | 'links' | 'outcomes' | 'narrative' | 'merged'>
type Entry = OpenedCase['entries'][number]

/** Everything of a case as one line that a reader can follow: by when it happened, or by when it was recorded. */
export function timelineOf(told: Told, order: TimelineOrder): CaseEvent[] {
  const numbers = new Map(told.merged.map((one) => [one.case, one.number]))
  const events = [
    ...stepEvents(told.entries, null),
    ...told.merged.flatMap((one) => [...stepEvents(one.entries, one.number), mergeEvent(one)]),
    ...told.links.flatMap((link) => linkEvents(link, numbers.get(link.case) ?? null)),
    ...told.outcomes.flatMap(outcomeEvents),
    ...[told.narrative, ...told.merged.map(({ narrative }) => narrative)].flatMap((one) =>
      one === null ? [] : [narrativeEvent(one, numbers.get(one.case) ?? null)],
    ),
  ]
  const placeOf = order === 'happened' ? happenedAt : recordedAt
  return events.toSorted((one, other) => placeOf(one) - placeOf(other) || recordedAt(one) - recordedAt(other))
}

const recordedAt = (event: CaseEvent): number => Date.parse(event.recordedAt)

/** A day without an hour ends with what it brought, but not after it was written down. */
function happenedAt(event: CaseEvent): number {
  if (event.happened === null) return recordedAt(event)
  if ('at' in event.happened) return Date.parse(event.happened.at)
  return Math.min(endOfDay(event.happened.on), recordedAt(event))
}

function stepEvents(entries: readonly Entry[], from: string | null): CaseEvent[] {
  const inOrder = entries.toSorted((one, other) => one.seq - other.seq)
  return inOrder.map((entry, index) => ({
    is: 'step',
    step: entry.step,
    corrected: inOrder.slice(0, index).findLast(({ step }) => step === entry.step)?.happenedAt ?? null,
    isReplaced: inOrder.slice(index + 1).some(({ step }) => step === entry.step),
    key: `step ${from ?? ''} ${entry.seq}`,
    happened: { at: entry.happenedAt },
    recordedAt: entry.at,
    by: entry.by,
    from,
  }))
}

function linkEvents(link: CaseLink, from: string | null): CaseEvent[] {
  const key = `${link.case} ${link.seq}`
  const linked: CaseEvent = {
    is: 'link',
    link,
    key: `link ${key}`,
    happened: null,
    recordedAt: link.at,
    by: link.by,
    from,
  }
  if (link.removed === null) return [linked]
  const { by, at } = link.removed
  return [linked, { is: 'unlink', link, key: `unlink ${key}`, happened: null, recordedAt: at, by, from }]
}

function outcomeEvents(outcome: Outcome): CaseEvent[] {
  const { id, enteredAt, enteredBy, confirmed, facts } = outcome
  const isFirst = outcome.corrects === null
  const entered: CaseEvent = {
    is: outcome.isVoid ? 'void' : isFirst ? 'outcome' : 'correction',
    outcome,
    key: `outcome ${id}`,
    happened: isFirst ? { on: facts.happenedOn } : null,
    recordedAt: enteredAt,
    by: enteredBy,
    from: null,
  }
  if (confirmed === null) return [entered]
  const confirmation = { is: 'confirmation', outcome, key: `confirmation ${id}`, happened: null } as const
  return [entered, { ...confirmation, recordedAt: confirmed.at, by: confirmed.by, from: null }]
}

function narrativeEvent(one: NonNullable<OpenedCase['narrative']>, from: string | null): CaseEvent {
  const { seq, at, by } = one
  const key = `narrative ${one.case}`
  return { is: 'narrative', version: seq + 1, key, happened: null, recordedAt: at, by, from }
}

function mergeEvent({ case: id, number, at, by }: OpenedCase['merged'][number]): CaseEvent {
  return { is: 'merge', number, key: `merge ${id}`, happened: null, recordedAt: at, by, from: null }
}
