import type { TipRow } from '#contract/tips.ts'

/** How a tip stands, as a row of the inbox and an opened tip both know it. */
export type Standing = Pick<TipRow, 'tip' | 'number' | 'stage' | 'assignee' | 'priority' | 'followUpOn'>
