import * as z from 'zod/mini'
import { b64Of, instant, route, wholeNumber } from './route.ts'

/** A head of the log as anybody may read it. `note` is the signed text, `at` the hour when it was published. */
export const publishedHead = z.object({
  size: wholeNumber,
  rootB64: b64Of(32),
  note: z.string(),
  at: instant,
})
export type PublishedHead = z.output<typeof publishedHead>

export const readLogHead = route({
  id: 'readLogHead',
  about: 'The newest signed head of the log, the name of the log and its public key. Null before the first head.',
  method: 'GET',
  path: '/api/log/head',
  reply: z.object({ log: z.nullable(z.object({ origin: z.string(), verifierKey: z.string(), head: publishedHead })) }),
})
export type PublishedLog = NonNullable<z.output<typeof readLogHead.reply>['log']>

/** The last head of a day of Sanya. */
export const logDay = z.object({ on: z.iso.date(), size: wholeNumber, rootB64: b64Of(32) })
export type LogDay = z.output<typeof logDay>

export const listLogDays = route({
  id: 'listLogDays',
  about: 'The days on which heads were published, newest first, a month at a time.',
  method: 'GET',
  path: '/api/log/days',
  params: z.object({ before: z.optional(z.iso.date()) }),
  reply: z.object({ days: z.array(logDay), older: z.nullable(z.iso.date()) }),
})
