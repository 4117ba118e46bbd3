import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { submitTip } from './intake.ts'
import { instant, route, wholeNumber } from './route.ts'

/** How a tip came that an operator typed in. */
export const CHANNELS = ['phone', 'letter', 'visit'] as const // 来电 来信 来访
export type Channel = (typeof CHANNELS)[number]

export const takeTip = route({
  id: 'takeTip',
  about: 'Stores a tip that an operator typed in and sealed. Sending it again gives the same receipt.',
  method: 'POST',
  path: '/api/taken',
  maxBytes: 256 * 1024,
  body: z.object({ channel: z.enum(CHANNELS), tip: submitTip.body }),
  reply: submitTip.reply,
})
export type TakenTip = z.output<typeof takeTip.body>

export const takenRow = z.object({
  number: z.string(),
  channel: z.enum(CHANNELS),
  takenAt: instant,
  category: z.enum(CATEGORIES),
  desk: z.object({ nameZh: z.string(), nameEn: z.string() }),
})
export type TakenRow = z.output<typeof takenRow>
export const listTaken = route({
  id: 'listTaken',
  about: 'What I took, newest first, thirty a page: number, channel and desk. Neither code nor content.',
  method: 'GET',
  path: '/api/taken',
  params: z.object({ before: z.optional(wholeNumber) }),
  reply: z.object({ rows: z.array(takenRow), older: z.nullable(wholeNumber) }),
})
export const TAKEN_PAGE_ROWS = 30
