import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_HEADER_BYTES, MAX_SEALED_BYTES } from './envelope.ts'
import { sealedFile } from './intake.ts'
import { DISTRICTS } from './places.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'
import { due } from './clocks.ts'
import { CHANNELS } from './hotline.ts'
import { MOVES, STAGES, TRAIL_MOVES, WAITING } from './stages.ts'
import { LINKS } from './links.ts'
import { COUNT_CAP, PRIORITIES, day } from './triage.ts'

const wrap = b64(1024 + MAX_HEADER_BYTES)
const sealed = b64(MAX_SEALED_BYTES)

export const PAGE_ROWS = 50

const who = z.object({ id, name: z.string() })
export type Person = z.output<typeof who>

export const tipRow = z.object({
  tip: id,
  number: z.string(),
  receivedAt: instant,
  category: z.enum(CATEGORIES),
  district: z.enum(DISTRICTS),
  stage: z.enum(STAGES),
  waitingFor: z.enum(WAITING),
  /** Nobody at the desk has read what the tipster wrote last. */
  unread: z.boolean(),
  files: wholeNumber,
  priority: z.enum(PRIORITIES),
  assignee: z.nullable(who),
  followUpOn: z.nullable(day),
  /** A note mentions me, and I have not opened the tip since. */
  mentionsMe: z.boolean(),
  /** Its text is nearly that of a tip that was marked as spam. */
  likeSpam: z.boolean(),
  /** The number of the tip that it duplicates. */
  duplicateOf: z.nullable(z.string()),
  /** The number of the newest case that it is linked to. */
  caseNumber: z.nullable(z.string()),
  /** The most pressing of its running clocks. */
  due: z.nullable(due),
  wrapB64: wrap,
})
export type TipRow = z.output<typeof tipRow>

export const listTips = route({
  id: 'listTips',
  about:
    'Tips of one desk, fifty a page: the most pressing first, then the newest that are open, then what has ended. Spam only when asked for; with a priority, an assignee or a day to look again only what is open, unless a stage is asked for.',
  method: 'GET',
  path: '/api/desks/:desk/tips',
  params: z.object({
    desk: id,
    stage: z.optional(z.enum(STAGES)),
    category: z.optional(z.enum(CATEGORIES)),
    district: z.optional(z.enum(DISTRICTS)),
    waiting: z.optional(z.enum(['desk', 'tipster'])),
    unread: z.optional(z.enum(['yes'])),
    priority: z.optional(z.enum(['urgent', 'danger'])),
    assignee: z.optional(z.union([z.enum(['me', 'nobody']), id])),
    /** Whose day to look again has come. */
    followUp: z.optional(z.enum(['due'])),
    mentioned: z.optional(z.enum(['me'])),
    likeSpam: z.optional(z.enum(['yes'])),
    /** The `older` of the page before. */
    before: z.optional(wholeNumber),
  }),
  reply: z.object({ rows: z.array(tipRow), older: z.nullable(wholeNumber) }),
})

export const countTips = route({
  id: 'countTips',
  about: `How many tips of one desk stand in each stage, and in each of the queues. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/desks/:desk/counts',
  params: z.object({ desk: id }),
  reply: z.object({
    stages: z.partialRecord(z.enum(STAGES), wholeNumber),
    waitingForDesk: wholeNumber,
    unread: wholeNumber,
    danger: wholeNumber,
    mine: wholeNumber,
    unassigned: wholeNumber,
    due: wholeNumber,
    mentions: wholeNumber,
    likeSpam: wholeNumber,
  }),
})

export const tipMessage = z.object({
  seq: wholeNumber,
  from: z.enum(['desk', 'tipster']),
  by: z.nullable(who),
  isQuestion: z.boolean(),
  at: instant,
  sealedB64: sealed,
})
export const tipMove = z.object({
  seq: wholeNumber,
  move: z.nullable(z.enum(TRAIL_MOVES)),
  to: z.enum(STAGES),
  by: z.nullable(who),
  at: instant,
  reasonB64: z.nullable(sealed),
})
/** Who gave the tip to whom; `to` is null when it was put back. */
export const tipAssignment = z.object({ seq: wholeNumber, to: z.nullable(who), by: who, at: instant })
export const tipNote = z.object({ seq: wholeNumber, by: who, at: instant, mentions: z.array(who), sealedB64: sealed })
export type TipNote = z.output<typeof tipNote>
export const tipCase = z.object({ case: id, number: z.string(), title: z.string(), as: z.enum(LINKS) })
export const tipTransfer = z.object({
  seq: wholeNumber,
  from: z.object({ id, nameZh: z.string(), nameEn: z.string() }),
  to: z.object({ id, nameZh: z.string(), nameEn: z.string() }),
  by: who,
  at: instant,
  reasonB64: sealed,
})
export const tipView = z.object({ by: who, at: instant })

export const openTip = route({
  id: 'openTip',
  about: 'One tip, sealed, with everything around it. Opening it leaves a trace.',
  method: 'GET',
  path: '/api/tips/:tip',
  params: z.object({ tip: id }),
  reply: z.object({
    tip: id,
    number: z.string(),
    receivedAt: instant,
    category: z.enum(CATEGORIES),
    district: z.enum(DISTRICTS),
    stage: z.enum(STAGES),
    waitingFor: z.enum(WAITING),
    desk: id,
    tipRecipient: recipient,
    mailboxRecipient: recipient,
    wrapB64: wrap,
    reportB64: sealed,
    commitmentB64: b64Of(32),
    /** With these the browser computes the commitment again, and sees whether a part was exchanged. */
    lookupHashB64: b64Of(32),
    claimPublicB64: b64Of(32),
    files: z.array(sealedFile),
    messages: z.array(tipMessage),
    moves: z.array(tipMove),
    transfers: z.array(tipTransfer),
    views: z.array(tipView),
    assignee: z.nullable(who),
    priority: z.enum(PRIORITIES),
    followUpOn: z.nullable(day),
    assignments: z.array(tipAssignment),
    notes: z.array(tipNote),
    /** How it came, when an operator typed it in. */
    taken: z.nullable(z.object({ channel: z.enum(CHANNELS), by: who })),
    /** The identifiers found in it so far, sealed. */
    index: z.nullable(z.object({ revision: wholeNumber, contentSeq: wholeNumber, sealedB64: sealed })),
    contentSeq: wholeNumber,
    cases: z.array(tipCase),
    nextMessageSeq: wholeNumber,
    nextReasonSeq: wholeNumber,
    nextNoteSeq: wholeNumber,
  }),
})
export type OpenedTip = z.output<typeof openTip.reply>

export const peekTip = route({
  id: 'peekTip',
  about: 'How far a tip has come, for a page that shows it already; leaves no trace.',
  method: 'GET',
  path: '/api/tips/:tip/place',
  params: z.object({ tip: id }),
  reply: z.object({
    desk: id,
    assignee: z.nullable(id),
    priority: z.enum(PRIORITIES),
    followUpOn: z.nullable(day),
    nextMessageSeq: wholeNumber,
    nextReasonSeq: wholeNumber,
    nextNoteSeq: wholeNumber,
  }),
})

/** Answers with the raw bytes of one piece of a sealed file, application/octet-stream. */
export const FILE_PIECE_PATH = '/api/tips/:tip/files/:file/pieces/:seq'

export const moveTip = route({
  id: 'moveTip',
  about: 'Moves a tip from the stage the officer saw. Refused when it stands elsewhere by now.',
  method: 'POST',
  path: '/api/tips/:tip/moves',
  maxBytes: 256 * 1024,
  params: z.object({ tip: id }),
  body: z.object({ seen: z.enum(STAGES), move: z.enum(MOVES), seq: wholeNumber, reasonB64: z.nullable(sealed) }),
  reply: z.object({ stage: z.enum(STAGES) }),
})

export const answerTip = route({
  id: 'answerTip',
  about: 'Adds a message of the desk, sealed to the tip and to the tipster’s mailbox.',
  method: 'POST',
  path: '/api/tips/:tip/messages',
  maxBytes: 256 * 1024,
  params: z.object({ tip: id }),
  body: z.object({ id, seq: wholeNumber, isQuestion: z.boolean(), sealedB64: sealed }),
  reply: z.object({ seq: wholeNumber }),
})

export const transferTip = route({
  id: 'transferTip',
  about: 'Gives a tip to another desk: the tip key wrapped to it. The old desk loses the tip.',
  method: 'POST',
  path: '/api/tips/:tip/transfers',
  maxBytes: 256 * 1024,
  params: z.object({ tip: id }),
  body: z.object({ seen: id, desk: id, seq: wholeNumber, wrapB64: wrap, reasonB64: sealed }),
  reply: z.object({ desk: id }),
})
