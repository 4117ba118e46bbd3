import {
  relatedTips,
  type Identifier,
  type RelatedElsewhere,
  type RelatedTip,
  type TipIndex,
} from '#contract/matching.ts'
import { relateTips, withdrawRelation } from '#contract/triage.ts'
import { tokensFromB64, tokensOf } from '#seal/tokens.ts'
import { callOffice } from '../session/call-office.ts'
import type { Keyring } from '../session/keyring.ts'
import type { Failure } from '../words/refusals.ts'
import { openKeyOf } from './read-sealed.ts'

/** A related tip with what this browser knows of it: its first line, and which of our identifiers it shares. */
export type RelatedRow = RelatedTip & { firstLine: string | null; shared: Identifier[] }
export type Said = 'duplicate' | 'unrelated'

/** What belongs together with one tip, and what its officer says about that. */
export class Related {
  rows = $state.raw<readonly RelatedRow[] | null>(null)
  elsewhere = $state.raw<readonly RelatedElsewhere[]>([])
  failure = $state.raw<Failure | null>(null)
  /** The pair that was spoken about last, for an undo. */
  last = $state.raw<{ row: RelatedRow; said: Said } | null>(null)
  isBusy = $state(false)
  readonly #tip: string
  readonly #keys: Keyring
  #index: TipIndex | null = null

  constructor(tip: string, keys: Keyring) {
    this.#tip = tip
    this.#keys = keys
  }

  /** Asks again; `index` says what the tokens of this tip stand for. */
  async read(index: TipIndex | null): Promise<void> {
    this.#index = index
    const answer = await callOffice(relatedTips, { params: { tip: this.#tip } })
    if (answer.is !== 'done') {
      this.failure = answer
      return
    }
    this.failure = null
    const names = namesOf(this.#keys, this.#index)
    const rows: RelatedRow[] = []
    for (const row of answer.reply.here) {
      const shared = tokensFromB64(row.sharedB64).flatMap((token) => names.get(token) ?? [])
      rows.push({ ...row, shared, firstLine: await firstLineOf(row, this.#keys) })
    }
    this.rows = rows
    this.elsewhere = answer.reply.elsewhere
  }

  async say(row: RelatedRow, said: Said): Promise<void> {
    const params = { tip: this.#tip, other: row.tip }
    await this.#act(() => callOffice(relateTips, { params, body: { as: said } }), { row, said })
  }

  async takeBack(row: RelatedRow): Promise<void> {
    await this.#act(() => callOffice(withdrawRelation, { params: { tip: this.#tip, other: row.tip } }), null)
  }

  async #act(send: () => ReturnType<typeof callOffice>, last: Related['last']): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    const answer = await send()
    if (answer.is === 'done') {
      this.last = last
      await this.read(this.#index)
    } else this.failure = answer
    this.isBusy = false
  }
}

function namesOf({ matchingKeyB64 }: Keyring, index: TipIndex | null): ReadonlyMap<bigint, Identifier> {
  if (matchingKeyB64 === null || index === null) return new Map()
  const tokens = tokensOf(matchingKeyB64)
  return new Map(index.found.map((one) => [tokens(one.kind, one.normal), one]))
}

async function firstLineOf(row: RelatedTip, keys: Keyring): Promise<string | null> {
  const identity = keys.identityOf(row.desk)
  if (identity === null) return null
  return (await openKeyOf(row.tip, row.wrapB64, identity))?.firstLine ?? null
}
