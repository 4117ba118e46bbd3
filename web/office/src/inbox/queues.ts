import { COUNT_CAP } from '#contract/triage.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { countTips } from '#contract/tips.ts'
import { m } from '#words/messages.js'
import type { Filters } from './filters.ts'

export type Counts = ReplyOf<typeof countTips>
export type Queue = {
  id: string
  words: () => string
  /** The filters that make the queue. */
  is: Filters
  count: ((counts: Counts) => number) | null
}

/** The queues of a desk, the most pressing first. They narrow each other and the stages. */
export const QUEUES: readonly Queue[] = [
  { id: 'danger', words: m.priority_danger, is: { priority: 'danger' }, count: ({ danger }) => danger },
  { id: 'mine', words: m.queue_mine, is: { assignee: 'me' }, count: ({ mine }) => mine },
  { id: 'unassigned', words: m.queue_unassigned, is: { assignee: 'nobody' }, count: ({ unassigned }) => unassigned },
  { id: 'due', words: m.queue_due, is: { followUp: 'due' }, count: ({ due }) => due },
  { id: 'mentioned', words: m.queue_mentioned, is: { mentioned: 'me' }, count: ({ mentions }) => mentions },
  { id: 'like-spam', words: m.like_spam, is: { likeSpam: 'yes' }, count: ({ likeSpam }) => likeSpam },
  { id: 'waiting', words: m.waiting_desk, is: { waiting: 'desk' }, count: ({ waitingForDesk }) => waitingForDesk },
  { id: 'asked', words: m.waiting_tipster, is: { waiting: 'tipster' }, count: null },
  { id: 'unread', words: m.unread, is: { unread: 'yes' }, count: ({ unread }) => unread },
]

/** Whether the filters narrow to this queue. */
export function isIn({ is }: Queue, filters: Filters): boolean {
  return Object.entries(is).every(([name, value]) => filters[name as keyof Filters] === value)
}

/** The change of the filters that enters a queue, or leaves it. */
export function toggled(queue: Queue, filters: Filters): { [K in keyof Filters]?: Filters[K] | undefined } {
  return isIn(queue, filters) ? Object.fromEntries(Object.keys(queue.is).map((name) => [name, undefined])) : queue.is
}

/** A count as it is shown: beyond the cap nobody counted on. */
export function countWords(count: number): string {
  return count > COUNT_CAP ? `${COUNT_CAP}+` : String(count)
}

/** How many tips a list without a stage has: all but spam. */
export function totalOf({ stages }: Counts): number {
  return Object.entries(stages).reduce((sum, [stage, count]) => (stage === 'spam' ? sum : sum + (count ?? 0)), 0)
}
