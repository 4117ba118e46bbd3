import * as z from 'zod/mini'

/**
 * What stands inside the envelopes of a tip. The browser that seals and the browser that opens agree on it here;
 * the server never sees it. Lengths in characters.
 */
export const MAX_WHAT = 12_000
export const MAX_FIELD = 1_000
export const MAX_MESSAGE = 4_000
export const FIRST_LINE = 60

export const attachedFile = z.object({ id: z.uuid(), seq: z.int(), name: z.string(), type: z.string(), size: z.int() })
export type AttachedFile = z.output<typeof attachedFile>

const text = z.string()
export const report = z.object({
  language: z.enum(['zh', 'en']),
  /** true when the server sealed it because the tipster had no JavaScript. */
  sealedOnArrival: z.boolean(),
  what: text,
  who: text,
  when: text,
  place: text,
  vehicles: text,
  phones: text,
  accounts: text,
  parcels: text,
  mayAsk: z.boolean(),
  wantsReward: z.boolean(),
  name: text,
  contact: text,
  files: z.array(attachedFile),
})
export type Report = z.output<typeof report>
/** The fields a tipster writes in words, in the order of the form. */
export const REPORT_TEXTS = [
  'what',
  'who',
  'when',
  'place',
  'vehicles',
  'phones',
  'accounts',
  'parcels',
  'name',
  'contact',
] as const

/** The body of a `message` envelope. */
export const message = z.object({ text, files: z.array(attachedFile) })
export type Message = z.output<typeof message>

/** The body of a `note` envelope, what colleagues tell each other; the tipster never sees it. */
export const note = z.object({ text })
export type Note = z.output<typeof note>

/** The body of a `tip-key` envelope: the key, and the first line, so that a list opens one envelope a row. */
export const tipKey = z.object({ identity: z.string(), firstLine: z.string() })
export type TipKey = z.output<typeof tipKey>

/** The first line of a text, cut to what a list shows. */
export function firstLine(what: string): string {
  return Array.from(what.trim().replace(/\s+/gu, ' ')).slice(0, FIRST_LINE).join('')
}
