import type { Stage } from '#contract/stages.ts'
import type { OpenedTip, Person } from '#contract/tips.ts'
import type { Priority } from '#contract/triage.ts'
import type { Standing } from '../triage/standing.ts'

/** What somebody else did to a tip while it stood open here. */
export type News =
  | { is: 'moved'; by: Person; to: Stage }
  | { is: 'assigned'; by: Person; to: Person | null }
  | { is: 'priority'; to: Priority }
  | { is: 'followUp'; on: string | null }
  | { is: 'note'; by: Person }
  | { is: 'answered'; by: Person | null }

type Seen = Pick<OpenedTip, 'moves' | 'assignments' | 'notes' | 'messages' | 'priority' | 'followUpOn'>

/** What changed between two readings of a tip, without what I did myself; `own` is how my own last act left it. */
export function newsOf(before: Seen, after: Seen, me: string, own: Standing | null): News[] {
  const news: News[] = []
  for (const { by, to } of added(before.moves, after.moves)) if (by && by.id !== me) news.push({ is: 'moved', by, to })
  for (const { by, to } of added(before.assignments, after.assignments))
    if (by.id !== me) news.push({ is: 'assigned', by, to })
  if (after.priority !== before.priority && after.priority !== own?.priority)
    news.push({ is: 'priority', to: after.priority })
  if (after.followUpOn !== before.followUpOn && after.followUpOn !== own?.followUpOn)
    news.push({ is: 'followUp', on: after.followUpOn })
  for (const { by } of added(before.notes, after.notes)) if (by.id !== me) news.push({ is: 'note', by })
  for (const { by } of added(before.messages, after.messages)) if (by?.id !== me) news.push({ is: 'answered', by })
  return news
}

function added<T extends { seq: number }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(before.map(({ seq }) => seq))
  return after.filter(({ seq }) => !known.has(seq))
}
