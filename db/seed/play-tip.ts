import { randomUUID } from 'node:crypto'
import { commitment, fileDigest } from '#contract/commitment.ts'
import { firstLine, type AttachedFile } from '#contract/report.ts'
import { deskFor } from '#contract/routing.ts'
import { after, undoing, waitingAfter, type PastMove, type Waiting } from '#contract/stages.ts'
import type { records } from '#db/schema/log.ts'
import type {
  messages,
  sealedPieces,
  tipFiles,
  tipIntakes,
  tipMoves,
  tips,
  tipStates,
  tipTransfers,
  tipWraps,
} from '#db/schema/tips.ts'
import type { noteMentions, tipAssignments, tipNotes } from '#db/schema/triage.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { newKeyPair } from '#seal/identities.ts'
import { inPieces, seal, sealFile, type At } from '#seal/seal.ts'
import { drawPicture } from './draw-picture.ts'
import { keyOf, type DemoOffice } from './found-demo.ts'
import { DEMO_DESKS, type DeskKey } from './people.ts'
import { EMPTY_REPORT, type DemoFile, type DemoTip } from './tips.ts'

/** Writes a piece to the blob store and says what the table needs to know. */
export type PutPiece = (
  file: string,
  seq: number,
  pieceBytes: Uint8Array,
) => Promise<{ size: number; sha256Bytes: Uint8Array }>

/** All rows of one tip, in the order in which the tables want them. */
export type TipRows = {
  tip: typeof tips.$inferInsert
  wrap: typeof tipWraps.$inferInsert
  /** How it came and who typed it in. */
  taken: Pick<typeof tipIntakes.$inferInsert, 'channel' | 'staffId'> | null
  pieces: (typeof sealedPieces.$inferInsert)[]
  files: (typeof tipFiles.$inferInsert)[]
  steps: TipStep[]
  trail: (typeof records.$inferInsert)[]
  /** What officers arranged, and whether somebody read what the tipster wrote last. */
  work: Required<Pick<typeof tipStates.$inferInsert, 'unread' | 'priority' | 'assigneeId' | 'followUpOn'>>
}
export type TipStep =
  | { message: typeof messages.$inferInsert; files: (typeof tipFiles.$inferInsert)[] }
  | { move: typeof tipMoves.$inferInsert; waitingFor: Waiting }
  | { note: typeof tipNotes.$inferInsert; mentions: (typeof noteMentions.$inferInsert)[] }
  | { assignment: typeof tipAssignments.$inferInsert }
  | { pause: { tipId: string; seq: number; staffId: string; at: Date; reason: Uint8Array } }
  | { transfer: typeof tipTransfers.$inferInsert; wrap: typeof tipWraps.$inferInsert }

type Deps = { office: DemoOffice; siteId: string; putPiece: PutPiece; now: Date }
type Step = DemoTip['steps'][number]

/** Does what the browsers of a tipster and of the officers did with this tip, and collects what they would have sent. */
export async function playTip(deps: Deps, demo: DemoTip, code: string): Promise<TipRows> {
  const player = await TipPlayer.report(deps, demo, code)
  if (demo.taken) player.take(demo.taken)
  for (const step of demo.steps) await player.play(step)
  return player.rows
}

class TipPlayer {
  readonly rows: TipRows
  readonly #deps: Deps
  readonly #demo: DemoTip
  readonly #identity: string
  #desk: string
  readonly #past: (PastMove & { waitedFor: Waiting })[]
  #waiting: Waiting = 'desk'
  #messages = 0
  #reasons = 1
  #notes = 0
  #assignments = 0
  #pauses = 0

  private constructor(deps: Deps, demo: DemoTip, identity: string, rows: TipRows) {
    this.#deps = deps
    this.#demo = demo
    this.#identity = identity
    this.#desk = rows.tip.deskId
    this.rows = rows
    this.#past = [{ seq: 0, move: null, to: 'received', by: null, at: rows.tip.receivedAt, waitedFor: 'desk' }]
  }

  static async report(deps: Deps, demo: DemoTip, code: string): Promise<TipPlayer> {
    const id = randomUUID()
    const [pair, keys] = [await newKeyPair(), await codeKeys(code, deps.siteId, argon2idBytes)]
    const sealed = await sealFiles(deps, id, pair.recipient, demo.files ?? [], 0, hoursBefore(deps.now, demo.hoursAgo))
    const body = { ...EMPTY_REPORT, ...demo.report, files: sealed.attached }
    const report = await seal({ tip: id, kind: 'report', seq: 0 }, body, [pair.recipient])
    const desk = homeDesk(deps.office, demo)
    const parts = {
      tip: id,
      reportBytes: report,
      fileDigestsBytes: sealed.files.map((file) => file.digest),
      lookupHashBytes: keys.lookupHashBytes,
      claimPublicBytes: keys.claimPublicBytes,
      mailboxRecipient: keys.mailboxRecipient,
      tipRecipient: pair.recipient,
    }
    const tip = {
      id,
      category: demo.category,
      district: demo.district,
      receivedAt: hourOf(hoursBefore(deps.now, demo.hoursAgo)),
      deskId: desk.id,
      tipRecipient: pair.recipient,
      mailboxRecipient: keys.mailboxRecipient,
      lookupHash: keys.lookupHashBytes,
      claimPublic: keys.claimPublicBytes,
      report,
      commitment: commitment(parts),
    }
    const wrap = await seal(
      { tip: id, kind: 'tip-key', seq: 0 },
      { identity: pair.identity, firstLine: firstLine(body.what) },
      [desk.pair.recipient],
    )
    const rows: TipRows = {
      tip,
      wrap: { tipId: id, deskId: desk.id, wrap },
      taken: null,
      pieces: sealed.pieces,
      files: sealed.files,
      steps: [],
      trail: [],
      work: {
        unread: true,
        priority: demo.work?.priority ?? 'normal',
        assigneeId: null,
        followUpOn: demo.work === undefined ? null : dayInSanya(hoursBefore(deps.now, -24 * demo.work.followUpInDays)),
      },
    }
    return new TipPlayer(deps, demo, pair.identity, rows)
  }

  /** What the hotline's browser did instead of a tipster's. */
  take({ channel, by }: NonNullable<DemoTip['taken']>): void {
    const staffId = this.#person(by)
    this.rows.taken = { channel, staffId }
    this.#record('take-tip', staffId, this.#tip.receivedAt)
  }

  async play(step: Step): Promise<void> {
    const at = hoursBefore(this.#deps.now, step.hoursAgo)
    if (step.did === 'answer') return this.#answer(step, hourOf(at))
    const staffId = this.#person(step.by)
    this.#look(staffId, at)
    if (step.did === 'move') await this.#move(step, staffId, at)
    if (step.did === 'transfer') await this.#transfer(step, staffId, at)
    if (step.did === 'ask' || step.did === 'tell') await this.#tell(step, staffId, at)
    if (step.did === 'undo') this.#undo(staffId, at)
    if (step.did === 'assign') this.#assign(step, staffId, at)
    if (step.did === 'note') await this.#note(step, staffId, at)
    if (step.did === 'pause') await this.#pause(step, staffId, at)
  }

  #look(staffId: string, at: Date): void {
    this.#record('open-tip', staffId, new Date(at.getTime() - 4 * 60_000))
    this.rows.work.unread = false
    const noted = this.rows.steps.flatMap((step) => ('note' in step ? step.mentions : []))
    for (const mention of noted) if (mention.staffId === staffId) mention.seen = true
  }

  async #move(step: Step & { did: 'move' }, staffId: string, at: Date): Promise<void> {
    const from = this.#past.at(-1)?.to ?? 'received'
    const to = after(from, step.move)
    if (to === null) throw new Error(`The demo tip ${this.#demo.key} cannot ${step.move} from ${from}`)
    const seq = this.#reasons++
    const reason = step.reason === undefined ? null : await this.#seal({ kind: 'reason', seq }, step.reason)
    this.#past.push({ seq, move: step.move, to, by: staffId, at, waitedFor: this.#waiting })
    this.#waiting = waitingAfter(to, this.#waiting)
    const move = { tipId: this.#tip.id, seq, move: step.move, toStage: to, staffId, at, reason }
    this.rows.steps.push({ move, waitingFor: this.#waiting })
    this.#record('move-tip', staffId, at)
  }

  #undo(staffId: string, at: Date): void {
    const [last, taken] = [this.#past.at(-1), undoing(this.#past, staffId, at)]
    if (taken === null || last === undefined) throw new Error(`The demo tip ${this.#demo.key} has nothing to undo`)
    const { undoes, to } = taken
    const seq = this.#reasons++
    this.#waiting = last.waitedFor
    this.#past.push({ seq, move: 'undo', to, by: staffId, at, waitedFor: this.#waiting })
    const move = { tipId: this.#tip.id, seq, move: 'undo' as const, toStage: to, staffId, at, undoes }
    this.rows.steps.push({ move, waitingFor: this.#waiting })
    this.#record('undo-move', staffId, at)
  }

  #assign(step: Step & { did: 'assign' }, staffId: string, at: Date): void {
    const toStaff = step.to === null ? null : this.#person(step.to)
    this.rows.steps.push({ assignment: { tipId: this.#tip.id, seq: this.#assignments++, toStaff, staffId, at } })
    this.rows.work.assigneeId = toStaff
    this.#record('set-work', staffId, at)
  }

  async #note(step: Step & { did: 'note' }, staffId: string, at: Date): Promise<void> {
    const [tipId, seq] = [this.#tip.id, this.#notes++]
    const sealed = await this.#seal({ kind: 'note', seq }, { text: step.text })
    const mentions = step.mentions.map((login) => ({ tipId, seq, staffId: this.#person(login), seen: false }))
    this.rows.steps.push({ note: { tipId, seq, id: randomUUID(), staffId, sealed, at }, mentions })
    this.#record('write-note', staffId, at)
  }

  async #pause(step: Step & { did: 'pause' }, staffId: string, at: Date): Promise<void> {
    const seq = this.#pauses++
    const reason = await this.#seal({ kind: 'pause-reason', seq }, step.reason)
    this.rows.steps.push({ pause: { tipId: this.#tip.id, seq, staffId, at, reason } })
    this.#record('pause-clock', staffId, at)
  }

  async #transfer(step: Step & { did: 'transfer' }, staffId: string, at: Date): Promise<void> {
    const desk = keyOf(this.#deps.office.desks, step.to)
    const seq = this.#reasons++
    const reason = await this.#seal({ kind: 'reason', seq }, step.reason)
    const body = { identity: this.#identity, firstLine: firstLine(this.#demo.report.what) }
    const wrap = await seal({ tip: this.#tip.id, kind: 'tip-key', seq: 0 }, body, [desk.pair.recipient])
    this.rows.steps.push({
      transfer: { tipId: this.#tip.id, seq, fromDesk: this.#desk, toDesk: desk.id, staffId, at, reason },
      wrap: { tipId: this.#tip.id, deskId: desk.id, wrap },
    })
    this.#record('transfer-tip', staffId, at)
    this.#desk = desk.id
    this.#waiting = 'desk'
    this.rows.work.assigneeId = null
  }

  async #tell(step: Step & { did: 'ask' | 'tell' }, staffId: string, at: Date): Promise<void> {
    const seq = this.#messages++
    const sealed = await this.#seal(
      { kind: 'message', seq },
      { text: step.text, files: [] },
      this.#tip.mailboxRecipient,
    )
    const message = {
      tipId: this.#tip.id,
      seq,
      id: randomUUID(),
      sender: 'desk' as const,
      staffId,
      isQuestion: step.did === 'ask',
      sealed,
      at,
    }
    this.rows.steps.push({ message, files: [] })
    this.#waiting = step.did === 'ask' ? 'tipster' : 'nobody'
    this.#record('answer-tip', staffId, at)
  }

  async #answer(step: Step & { did: 'answer' }, at: Date): Promise<void> {
    const seq = this.#messages++
    const files = await sealFiles(
      this.#deps,
      this.#tip.id,
      this.#tip.tipRecipient,
      step.files ?? [],
      this.rows.files.length,
      at,
    )
    const sealed = await this.#seal({ kind: 'message', seq }, { text: step.text, files: files.attached })
    this.rows.pieces.push(...files.pieces)
    this.rows.steps.push({
      message: { tipId: this.#tip.id, seq, id: randomUUID(), sender: 'tipster', isQuestion: false, sealed, at },
      files: files.files,
    })
    this.rows.work.unread = true
    this.#waiting = 'desk'
  }

  get #tip(): TipRows['tip'] {
    return this.rows.tip
  }

  #seal(at: Pick<At, 'kind' | 'seq'>, body: unknown, ...others: string[]): Promise<Uint8Array> {
    return seal({ tip: this.#tip.id, ...at }, body, [this.#tip.tipRecipient, ...others])
  }

  #record(did: string, staffId: string, at: Date): void {
    this.rows.trail.push({ did, staffId, deskId: this.#desk, tipId: this.#tip.id, at })
  }

  #person(login: string): string {
    const id = this.#deps.office.people.get(login)
    if (id === undefined) throw new Error(`The demo has no ${login}`)
    return id
  }
}

type Sealed = { attached: AttachedFile[]; files: TipRows['files']; pieces: TipRows['pieces'] }

async function sealFiles(
  deps: Deps,
  tipId: string,
  recipient: string,
  demoFiles: readonly DemoFile[],
  firstSeq: number,
  at: Date,
): Promise<Sealed> {
  const sealed: Sealed = { attached: [], files: [], pieces: [] }
  for (const [index, demo] of demoFiles.entries()) {
    const [fileId, seq] = [randomUUID(), firstSeq + index]
    const content = demo.type === 'image/png' ? drawPicture((seq % 3) / 3) : new TextEncoder().encode(demo.text)
    const name = { name: demo.name, type: demo.type, size: content.length }
    const stream = await sealFile(
      { tip: tipId, kind: 'file', seq },
      name,
      new Blob([new Uint8Array(content)]).stream(),
      [recipient],
    )
    const pieces: TipRows['pieces'] = []
    for await (const pieceBytes of inPieces(stream)) {
      const { size, sha256Bytes } = await deps.putPiece(fileId, pieces.length, pieceBytes)
      pieces.push({ fileId, seq: pieces.length, size, sha256: sha256Bytes, arrivedAt: hourOf(at) })
    }
    sealed.pieces.push(...pieces)
    sealed.files.push({
      fileId,
      tipId,
      seq,
      pieces: pieces.length,
      digest: fileDigest(pieces.map((piece) => piece.sha256)),
    })
    sealed.attached.push({ id: fileId, seq, ...name })
  }
  return sealed
}

function homeDesk(office: DemoOffice, demo: DemoTip): ReturnType<typeof keyOf> {
  const desks = DEMO_DESKS.filter((desk) => desk.kind === 'investigation').map((desk) => ({
    id: desk.key,
    nameZh: desk.nameZh,
    nameEn: desk.nameEn,
    recipient: '',
    districts: [...desk.districts],
    categories: [...desk.categories],
  }))
  const desk = deskFor(demo.category, demo.district, desks)
  if (desk === null) throw new Error('The demo has no desk that takes tips')
  return keyOf(office.desks, desk.id as DeskKey)
}

const HOUR_MS = 3_600_000
const hoursBefore = (now: Date, hours: number): Date => new Date(now.getTime() - hours * HOUR_MS)
const dayInSanya = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at)
const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
