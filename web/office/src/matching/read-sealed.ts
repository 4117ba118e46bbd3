import type { EnvelopeKind } from '#contract/envelope.ts'
import { tipIndex, type SealedTip, type TipIndex } from '#contract/matching.ts'
import { message, note, report, tipKey, type TipKey } from '#contract/report.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { fromB64 } from '#seal/b64.ts'
import { textsOf, type TipTexts } from '#seal/identifiers/find-identifiers.ts'
import { isIdentity } from '#seal/identities.ts'
import { open } from '#seal/open.ts'

/** Where in a tip some words stand. */
export type Place = 'report' | 'message' | 'note'
export type Words = { in: Place; text: string }
/** A tip as far as it could be opened: what is damaged is left out, so that the rest can still be found. */
export type ReadTip = {
  tip: string
  identity: string
  texts: TipTexts
  /** The same texts, each with its place. */
  words: Words[]
  index: TipIndex | null
  revision: number
  contentSeq: number
}

/** Opens everything of a tip that has words; null when its key does not open with the desk's, or is none. */
export async function readSealed(sealed: SealedTip, deskIdentity: string): Promise<ReadTip | null> {
  const { tip, contentSeq } = sealed
  const key = await openKeyOf(tip, sealed.wrapB64, deskIdentity)
  if (key === null) return null
  const { identity } = key
  const written = await openBody(sealed.reportB64, identity, { tip, kind: 'report', seq: 0 }, report)
  const messages: string[] = []
  const notes: string[] = []
  for (const { seq, sealedB64 } of sealed.messages) {
    const said = await openBody(sealedB64, identity, { tip, kind: 'message', seq }, message)
    if (said !== null) messages.push(said.text)
  }
  for (const { seq, sealedB64 } of sealed.notes) {
    const noted = await openBody(sealedB64, identity, { tip, kind: 'note', seq }, note)
    if (noted !== null) notes.push(noted.text)
  }
  const revision = sealed.index?.revision ?? 0
  const index = sealed.index === null ? null : await openIndex(tip, revision, sealed.index.sealedB64, identity)
  const texts = { report: written ?? NOTHING, messages, notes }
  return { tip, identity, texts, words: placed(texts), index, revision, contentSeq }
}

/** The key of a tip and its first line; null when it does not open with the desk's, or holds no key. */
export async function openKeyOf(tip: string, wrapB64: string, deskIdentity: string): Promise<TipKey | null> {
  const key = await openBody(wrapB64, deskIdentity, { tip, kind: 'tip-key', seq: 0 }, tipKey)
  return key !== null && isIdentity(key.identity) ? key : null
}

/** The identifiers of a tip and what was decided about them; null when they cannot be read. */
export function openIndex(
  tip: string,
  revision: number,
  sealedB64: string,
  identity: string,
): Promise<TipIndex | null> {
  return openBody(sealedB64, identity, { tip, kind: 'index', seq: revision }, tipIndex)
}

/** The part of an opened tip's answer that has words. */
export function sealedOf({ tip, wrapB64, reportB64, messages, notes, index, contentSeq }: OpenedTip): SealedTip {
  return { tip, wrapB64, reportB64, messages, notes, index, contentSeq }
}

const NOTHING: TipTexts['report'] = {
  language: 'zh',
  sealedOnArrival: false,
  what: '',
  who: '',
  when: '',
  place: '',
  vehicles: '',
  phones: '',
  accounts: '',
  parcels: '',
  mayAsk: false,
  wantsReward: false,
  files: [],
}

function placed({ report, messages, notes }: TipTexts): Words[] {
  const places: [Place, TipTexts][] = [
    ['report', { report, messages: [], notes: [] }],
    ['message', { report: NOTHING, messages, notes: [] }],
    ['note', { report: NOTHING, messages: [], notes }],
  ]
  return places.flatMap(([place, texts]) => textsOf(texts).map((text) => ({ in: place, text })))
}

type Reader<T> = { safeParse: (body: unknown) => { success: true; data: T } | { success: false } }

async function openBody<T>(
  sealedB64: string,
  identity: string,
  at: { tip: string; kind: EnvelopeKind; seq: number },
  reader: Reader<T>,
): Promise<T | null> {
  const opened = await open(fromB64(sealedB64), [identity], at)
  if (opened.is !== 'opened') return null
  const read = reader.safeParse(opened.body)
  return read.success ? read.data : null
}
