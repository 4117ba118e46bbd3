import * as z from 'zod/mini'
import { MAX_HEADER_BYTES, MAX_SEALED_BYTES } from './envelope.ts'
import { b64, id, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'

/** Danger to life comes first in every list, then what cannot wait. */
export const PRIORITIES = ['normal', 'urgent', 'danger'] as const
export type Priority = (typeof PRIORITIES)[number]

export const MAX_VIEWS = 20
export const MAX_CANNED_ANSWERS = 100
export const MAX_MENTIONS = 10
/** A count goes no further: beyond it says "999+". Counting everything would grow with everything. */
export const COUNT_CAP = 999

const sealed = b64(MAX_SEALED_BYTES)
const small = b64(4096 + MAX_HEADER_BYTES)
/** A day in Sanya, YYYY-MM-DD, of this century. */
export const day = z.iso.date().check(z.regex(/^20/))

/** What officers arrange among themselves about a tip: who works on it, how pressing it is, when to look again. */
export const work = z.object({
  assignee: z.nullable(id),
  priority: z.enum(PRIORITIES),
  followUpOn: z.nullable(day),
})
export type Work = z.output<typeof work>

export const setWork = route({
  id: 'setWork',
  about: 'Assigns a tip, sets its priority and the day to look again. Refused when it is not as the officer saw it.',
  method: 'PUT',
  path: '/api/tips/:tip/work',
  params: z.object({ tip: id }),
  body: z.object({ seen: work, to: work }),
  reply: work,
})

export const undoMove = route({
  id: 'undoMove',
  about: 'Takes the last move back: one’s own for ten minutes, a spam mark of anybody for thirty days.',
  method: 'POST',
  path: '/api/tips/:tip/undo',
  params: z.object({ tip: id }),
  body: z.object({ seen: z.enum(STAGES), seq: wholeNumber }),
  reply: z.object({ stage: z.enum(STAGES) }),
})

export const writeNote = route({
  id: 'writeNote',
  about: 'Adds a note among colleagues, sealed to the tip. Those mentioned find it in their list.',
  method: 'POST',
  path: '/api/tips/:tip/notes',
  maxBytes: 256 * 1024,
  params: z.object({ tip: id }),
  body: z.object({ id, seq: wholeNumber, sealedB64: sealed, mentions: z.array(id).check(z.maxLength(MAX_MENTIONS)) }),
  reply: z.object({ seq: wholeNumber }),
})

export const colleague = z.object({ id, name: z.string() })
export type Colleague = z.output<typeof colleague>
export const listColleagues = route({
  id: 'listColleagues',
  about: 'Who at this desk can open its tips: for assigning and mentioning.',
  method: 'GET',
  path: '/api/desks/:desk/colleagues',
  params: z.object({ desk: id }),
  reply: z.object({ colleagues: z.array(colleague) }),
})

/** How a tip stands to another of my desks: the same report again, or surely not. */
export const relation = z.object({
  as: z.enum(['duplicate', 'unrelated']),
  /** Of duplicates the one that stays first: accepted first, else arrived first. */
  first: z.nullable(id),
})
export const relateTips = route({
  id: 'relateTips',
  about: 'Says that two tips are the same report, or that they have nothing to do with each other.',
  method: 'PUT',
  path: '/api/tips/:tip/relations/:other',
  params: z.object({ tip: id, other: id }),
  body: z.object({ as: z.enum(['duplicate', 'unrelated']) }),
  reply: relation,
})
export const withdrawRelation = route({
  id: 'withdrawRelation',
  about: 'Takes back what was said about two tips.',
  method: 'DELETE',
  path: '/api/tips/:tip/relations/:other',
  params: z.object({ tip: id, other: id }),
})

/** The body of a `canned-answer` envelope. */
export const cannedAnswer = z.object({
  nameZh: z.string(),
  nameEn: z.string(),
  textZh: z.string(),
  textEn: z.string(),
  isQuestion: z.boolean(),
})
export type CannedAnswer = z.output<typeof cannedAnswer>
export const listCannedAnswers = route({
  id: 'listCannedAnswers',
  about: 'The desk’s own answers, sealed to the desk, in the order in which they were made.',
  method: 'GET',
  path: '/api/desks/:desk/answers',
  params: z.object({ desk: id }),
  reply: z.object({
    answers: z.array(z.object({ id, revision: wholeNumber, sealedB64: b64(16_384 + MAX_HEADER_BYTES) })),
  }),
})
export const keepCannedAnswer = route({
  id: 'keepCannedAnswer',
  about: 'Adds an answer (revision 0) or replaces it by its next revision.',
  method: 'PUT',
  path: '/api/desks/:desk/answers/:answer',
  params: z.object({ desk: id, answer: id }),
  body: z.object({ revision: wholeNumber, sealedB64: b64(16_384 + MAX_HEADER_BYTES) }),
})
export const dropCannedAnswer = route({
  id: 'dropCannedAnswer',
  about: 'Takes an answer away.',
  method: 'DELETE',
  path: '/api/desks/:desk/answers/:answer',
  params: z.object({ desk: id, answer: id }),
})

/** The body of a `saved-view` envelope: a name, and the query of an inbox address. */
export const savedView = z.object({ name: z.string(), query: z.string() })
export type SavedView = z.output<typeof savedView>
export const listViews = route({
  id: 'listViews',
  about: 'My own views of this desk’s inbox, sealed to me.',
  method: 'GET',
  path: '/api/desks/:desk/views',
  params: z.object({ desk: id }),
  reply: z.object({ views: z.array(z.object({ id, sealedB64: small })) }),
})
export const keepView = route({
  id: 'keepView',
  about: 'Keeps a view.',
  method: 'PUT',
  path: '/api/desks/:desk/views/:view',
  params: z.object({ desk: id, view: id }),
  body: z.object({ sealedB64: small }),
})
export const dropView = route({
  id: 'dropView',
  about: 'Forgets a view.',
  method: 'DELETE',
  path: '/api/desks/:desk/views/:view',
  params: z.object({ desk: id, view: id }),
})
