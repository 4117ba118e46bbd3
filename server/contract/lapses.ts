import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { FUNDS, reporterNumber } from './rewards/content.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/**
 * Money that goes back to the fund 退回经费: what nobody claimed in time 逾期视为放弃, and what was declined 本人放弃. One person puts a list
 * together, another confirms it, a job carries it out once.
 */

export const LAPSE_KINDS = ['lapse', 'decline'] as const
export type LapseKind = (typeof LAPSE_KINDS)[number]

export const LIST_STATES = [
  'proposed', // 待复核
  'confirmed', // 已复核，待办理
  'done', // 已办理
  'withdrawn', // 已撤回
] as const
export type ListState = (typeof LIST_STATES)[number]

/** What became of something on a list: it went back, or why it stayed. */
export const KEPT_BECAUSE = [
  'claimed', // 期间已登记领取
  'extended', // 期间已延长领取期限
  'frozen', // 暂停支付中
  'moved', // 期间已另有办理
] as const
export type KeptBecause = (typeof KEPT_BECAUSE)[number]

const fen = z.string().check(z.regex(/^\d{1,15}$/))
const owed = {
  payable: id,
  award: id,
  number: awardNumber,
  fund: z.enum(FUNDS),
  reporter: z.nullable(reporterNumber),
  /** Of those who took part: who. */
  participant: z.nullable(z.string()),
  fen,
  /** Until when it could be claimed, and whether that is provisional 暂定. */
  claimUntil: day,
  provisional: z.boolean(),
}

export const dueRow = z.object({ ...owed, /** On a list that waits. */ isListed: z.boolean() })
export type DueRow = z.output<typeof dueRow>

export const lapseItem = z.object({
  ...owed,
  outcome: z.nullable(z.enum(['returned', 'kept'])),
  /** Why it was kept. */
  because: z.nullable(z.enum(KEPT_BECAUSE)),
})
export type LapseItem = z.output<typeof lapseItem>

const done = z.object({ by: z.object({ id, name: z.string() }), at: instant })
export const lapseList = z.object({
  list: id,
  kind: z.enum(LAPSE_KINDS),
  state: z.enum(LIST_STATES),
  proposed: done,
  confirmed: z.nullable(done),
  withdrawn: z.nullable(done),
  doneAt: z.nullable(instant),
  count: wholeNumber,
  fen,
  returned: wholeNumber,
  returnedFen: fen,
})
export type LapseList = z.output<typeof lapseList>

/** So many of each kind are shown and put on one list; the next list takes the rest. */
export const MOST_ON_A_LIST = 500
/** Lists that are over, the newest. */
export const LISTS_SHOWN = 30

export const readLapses = route({
  id: 'readLapses',
  about: 'What is overdue or declined now, the list of each kind that waits, and the newest that are over.',
  method: 'GET',
  path: '/api/lapses',
  reply: z.object({
    today: day,
    due: z.array(z.object({ kind: z.enum(LAPSE_KINDS), rows: z.array(dueRow), hasMore: z.boolean() })),
    lists: z.array(lapseList),
  }),
})
export type Lapses = z.output<typeof readLapses.reply>

export const readLapseList = route({
  id: 'readLapseList',
  about: 'One list with everything on it, and what became of each.',
  method: 'GET',
  path: '/api/lapses/:list',
  params: z.object({ list: id }),
  reply: z.object({ list: lapseList, items: z.array(lapseItem) }),
})
export type ReadLapseList = z.output<typeof readLapseList.reply>

export const proposeLapse = route({
  id: 'proposeLapse',
  about:
    'Puts what was seen to be overdue or declined on a list. Refused when one of a kind waits, or something is not due any more.',
  method: 'POST',
  path: '/api/lapses/:list',
  params: z.object({ list: id }),
  body: z.object({
    kind: z.enum(LAPSE_KINDS),
    payables: z.array(id).check(z.minLength(1), z.maxLength(MOST_ON_A_LIST)),
  }),
})

export const confirmLapse = route({
  id: 'confirmLapse',
  about: 'Confirms a list that somebody else put together; a job carries it out. The same again changes nothing.',
  method: 'POST',
  path: '/api/lapses/:list/confirm',
  params: z.object({ list: id }),
})

export const withdrawLapse = route({
  id: 'withdrawLapse',
  about: 'Takes a list away that is not confirmed. The same again changes nothing.',
  method: 'POST',
  path: '/api/lapses/:list/withdraw',
  params: z.object({ list: id }),
})

export const countLapses = route({
  id: 'countLapses',
  about: 'How much waits: what is due and on no list, and lists that wait for the second person.',
  method: 'GET',
  path: '/api/lapses/counts',
  reply: z.object({ due: wholeNumber, proposed: wholeNumber }),
})
