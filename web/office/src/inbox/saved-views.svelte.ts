import { dropView, keepView, listViews, savedView, type SavedView } from '#contract/triage.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { callOffice } from '../session/call-office.ts'
import { session } from '../session/session.svelte.ts'
import type { Failure } from '../words/refusals.ts'

export type View = SavedView & { id: string }

/** My views of a desk's inbox: sealed to me, so that not even a colleague's key tells what I look for. */
export class SavedViews {
  all = $state.raw<readonly View[]>([])
  failure = $state.raw<Failure | null>(null)
  readonly #desk: string

  constructor(desk: string) {
    this.#desk = desk
  }

  async read(): Promise<void> {
    const answer = await callOffice(listViews, { params: { desk: this.#desk } })
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is !== 'done') return
    const opened = await Promise.all(answer.reply.views.map(({ id, sealedB64 }) => openView(id, sealedB64)))
    this.all = opened.filter((view) => view !== null)
  }

  /** Keeps a view; says whether it was kept. */
  async keep(view: SavedView): Promise<boolean> {
    const recipient = session.me?.memberRecipient
    if (recipient === undefined) return false
    const id = crypto.randomUUID()
    const sealedB64 = toB64(await seal({ tip: id, kind: 'saved-view', seq: 0 }, view, [recipient]))
    const answer = await callOffice(keepView, { params: { desk: this.#desk, view: id }, body: { sealedB64 } })
    return this.#after(answer)
  }

  async drop(view: View): Promise<void> {
    await this.#after(await callOffice(dropView, { params: { desk: this.#desk, view: view.id } }))
  }

  async #after(answer: { is: 'done' } | Failure): Promise<boolean> {
    if (answer.is === 'done') await this.read()
    else this.failure = answer
    return answer.is === 'done'
  }
}

/** Null for one that does not open: it was sealed to a key that this person had before. */
async function openView(id: string, sealedB64: string): Promise<View | null> {
  if (session.keys === null) return null
  const opened = await open(fromB64(sealedB64), [session.keys.memberIdentity], { tip: id, kind: 'saved-view', seq: 0 })
  const body = opened.is === 'opened' ? savedView.safeParse(opened.body) : null
  return body?.success ? { id, ...body.data } : null
}
