import { readForSearch, searchTips, type Candidate } from '#contract/matching.ts'
import { queryTokens } from '#seal/search.ts'
import { callOffice } from '../session/call-office.ts'
import type { Keyring } from '../session/keyring.ts'
import type { Failure } from '../words/refusals.ts'
import { hitIn, type Hit } from './hits.ts'
import type { Understood } from './query.ts'
import { readSealed } from './read-sealed.ts'

export type Found = Candidate & Hit

/** One search: what is looked for and what was found so far. The server gets tokens; what they stand for stays here. */
export class Search {
  readonly query: Understood
  found = $state.raw<readonly Found[]>([])
  /** How many of the tips that the server named were opened, and how many it named. */
  opened = $state(0)
  named = $state(0)
  /** How many of them could not be opened. */
  closed = $state(0)
  isBusy = $state(false)
  hasBegun = $state(false)
  failure = $state.raw<Failure | null>(null)
  older = $state.raw<number | null>(null)
  readonly #keys: Keyring
  readonly #tokens: { identifiersB64: string; wordsB64: string }
  /** Named by the server and not opened yet. */
  #unopened: readonly Candidate[] = []
  #isLookedAt = false

  constructor(query: Understood, keys: Keyring, matchingKeyB64: string) {
    this.query = query
    this.#keys = keys
    this.#tokens = queryTokens(matchingKeyB64, query)
  }

  /** Nothing in the text can be looked for. */
  get isEmpty(): boolean {
    return this.query.identifiers.length === 0 && this.query.words.length === 0
  }

  /** Begins, or goes on where it was left. */
  async lookAt(): Promise<void> {
    this.#isLookedAt = true
    if (this.isEmpty) return
    await (this.hasBegun ? this.#work(() => this.#openNamed()) : this.more())
  }

  /** Opens no further tip until somebody looks again: each opening leaves a record. */
  leave(): void {
    this.#isLookedAt = false
  }

  /** The next stretch of older tips; after a failure the same one again. */
  async more(): Promise<void> {
    await this.#work(async () => {
      this.hasBegun = true
      this.failure = null
      const answer = await callOffice(searchTips, { body: { ...this.#tokens, before: this.older } })
      if (answer.is !== 'done') {
        this.failure = answer
        return
      }
      this.#unopened = answer.reply.rows
      this.named += answer.reply.rows.length
      this.older = answer.reply.older
      await this.#openNamed()
    })
  }

  async #work(step: () => Promise<void>): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    await step()
    this.isBusy = false
  }

  async #openNamed(): Promise<void> {
    for (;;) {
      const row = this.#unopened[0]
      if (row === undefined || !this.#isLookedAt) return
      const hit = await this.#open(row)
      this.#unopened = this.#unopened.slice(1)
      this.opened += 1
      if (hit === 'closed') this.closed += 1
      else if (hit !== null) this.found = [...this.found, { ...row, ...hit }]
    }
  }

  async #open(row: Candidate): Promise<Hit | 'closed' | null> {
    const identity = this.#keys.identityOf(row.desk)
    if (identity === null) return 'closed'
    const answer = await callOffice(readForSearch, { params: { tip: row.tip } })
    if (answer.is !== 'done') return 'closed'
    const read = await readSealed(answer.reply, identity)
    return read === null ? 'closed' : hitIn(read, this.query)
  }
}
