import type { TipIndex } from '#contract/matching.ts'
import type { OpenedTip } from '#contract/tips.ts'
import type { Failure } from '../words/refusals.ts'
import type { Decision } from './decisions.ts'
import { keepIndex, type IndexKeys } from './keep-index.ts'
import { readSealed, sealedOf, type ReadTip } from './read-sealed.ts'

/** What was recognised in the tip of a page, and what its officer decides about that. */
export class TipMarks {
  index = $state.raw<TipIndex | null>(null)
  /** Grows whenever the server has other tokens than before. */
  revision = $state(0)
  isBusy = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** What was decided and is not stored yet; it stays after a failure, so that it can be sent again. */
  #waiting: Decision[] = []
  #read: ReadTip | null = null
  readonly #keys: IndexKeys

  constructor(keys: IndexKeys) {
    this.#keys = keys
  }

  /** Shows the identifiers of a tip that was just read; one that says more than its index is indexed at once. */
  async show(tip: OpenedTip): Promise<void> {
    const read = await readSealed(sealedOf(tip), this.#keys.deskIdentity)
    // Our own revision may be newer than what the page had asked for before.
    if (read === null || read.revision < this.revision) return
    this.#read = read
    this.index = read.index
    this.revision = read.revision
    if (tip.index === null || tip.index.contentSeq < tip.contentSeq) await this.#store()
  }

  async decide(decision: Decision): Promise<void> {
    this.#waiting.push(decision)
    await this.#store()
  }

  async again(): Promise<void> {
    await this.#store()
  }

  async #store(): Promise<void> {
    if (this.isBusy || this.#read === null) return
    this.isBusy = true
    this.failure = null
    const sent = [...this.#waiting]
    const answer = await keepIndex(this.#read, this.#keys, sent)
    this.isBusy = false
    if (answer.is !== 'done') {
      this.failure = answer
      return
    }
    this.#waiting = this.#waiting.slice(sent.length)
    this.index = answer.reply.index
    this.revision = answer.reply.revision
    this.#read = { ...this.#read, ...answer.reply }
    if (this.#waiting.length > 0) await this.#store()
  }
}
