import type { MyDesk } from '#contract/staff.ts'
import {
  cannedAnswer,
  dropCannedAnswer,
  keepCannedAnswer,
  listCannedAnswers,
  type CannedAnswer,
} from '#contract/triage.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'

/** One answer of the desk and its place; `revision` grows with every change. */
export type Kept = { id: string; revision: number; answer: CannedAnswer }

/** The answers that a desk has written for itself, sealed to the desk. */
export class CannedAnswers {
  all = $state.raw<readonly Kept[]>([])
  /** How many did not open: damaged, or sealed to another key. */
  closed = $state(0)
  isRead = $state(false)
  failure = $state.raw<Failure | null>(null)
  readonly #desk: MyDesk

  constructor(desk: MyDesk) {
    this.#desk = desk
  }

  async read(deskIdentity: string): Promise<void> {
    const answer = await callOffice(listCannedAnswers, { params: { desk: this.#desk.id } })
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is !== 'done') return
    const opened = await Promise.all(answer.reply.answers.map((one) => openAnswer(one, deskIdentity)))
    this.all = opened.filter((kept) => kept !== null)
    this.closed = opened.length - this.all.length
    this.isRead = true
  }

  /** Adds an answer, or replaces the one that was read; refused when a colleague replaced it meanwhile. */
  async keep(answer: CannedAnswer, replaced: Kept | null): Promise<Failure | null> {
    const at = { id: replaced?.id ?? crypto.randomUUID(), revision: replaced ? replaced.revision + 1 : 0 }
    const place = { tip: at.id, kind: 'canned-answer', seq: at.revision } as const
    const sealedB64 = toB64(await seal(place, answer, [this.#desk.recipient]))
    const kept = await callOffice(keepCannedAnswer, {
      params: { desk: this.#desk.id, answer: at.id },
      body: { revision: at.revision, sealedB64 },
    })
    return kept.is === 'done' ? null : kept
  }

  async drop({ id }: Kept): Promise<Failure | null> {
    const answer = await callOffice(dropCannedAnswer, { params: { desk: this.#desk.id, answer: id } })
    return answer.is === 'done' ? null : answer
  }
}

type Sealed = { id: string; revision: number; sealedB64: string }

async function openAnswer({ id, revision, sealedB64 }: Sealed, deskIdentity: string): Promise<Kept | null> {
  const at = { tip: id, kind: 'canned-answer', seq: revision } as const
  const opened = await open(fromB64(sealedB64), [deskIdentity], at)
  const body = opened.is === 'opened' ? cannedAnswer.safeParse(opened.body) : null
  return body?.success ? { id, revision, answer: body.data } : null
}
