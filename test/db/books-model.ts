import type { Account } from '#contract/money/accounts.ts'
import { PAYABLE_MOVES, type PayableState } from '#contract/money/chain.ts'
import { awardAfter, type AwardState, type AwardStep } from '#contract/rewards/chain.ts'

/** The books as anybody would keep them in their head: the other side of what the database is compared with. */

/** What happens in a history. Sums are whole fen; `award` and `who` are places. */
export type Command =
  | { do: 'budget'; fen: number }
  | { do: 'step'; award: number; step: Exclude<AwardStep, 'propose' | 'approve-second'> }
  | { do: 'propose'; award: number; fens: readonly number[] }
  | { do: 'pay'; award: number; who: number; how: Move }
  /** What was entered last is entered again; with `more` over another sum. */
  | { do: 'again'; more: boolean }
export type Move = 'claim' | 'reserve' | 'settle' | 'unreserve' | 'bounce' | 'lapse' | 'decline'
export const MOVES: Readonly<
  Record<Move, { from: PayableState; to: PayableState; takes: Account | null; gives: Account | null }>
> = {
  claim: { from: 'open', to: 'claimed', takes: null, gives: null },
  reserve: { from: 'claimed', to: 'paying', takes: 'payable', gives: 'paying' },
  settle: { from: 'paying', to: 'paid', takes: 'paying', gives: null },
  unreserve: { from: 'paying', to: 'claimed', takes: 'paying', gives: 'payable' },
  bounce: { from: 'paid', to: 'claimed', takes: null, gives: 'payable' },
  lapse: { from: 'open', to: 'lapsed', takes: 'payable', gives: 'available' },
  decline: { from: 'claimed', to: 'declined', takes: 'payable', gives: 'available' },
}

const GRANT = { kind: 'grant', needsSecond: false } as const
const STEPS = ['review', 'approve', 'fund', 'return', 'withdraw'] as const
type Owed = { fen: number; state: PayableState }
type Award = { state: AwardState; version: number; fens: readonly number[]; owed: Owed[]; cancelled: number[] }

export class Books {
  readonly holds: Record<Exclude<Account, 'quota'>, number> = { available: 0, committed: 0, payable: 0, paying: 0 }
  readonly awards: Award[]
  entries = 0

  constructor(awards: readonly (readonly number[])[]) {
    this.awards = awards.map((fens) => ({ state: 'reviewed', version: 1, fens, owed: [], cancelled: [] }))
  }

  /** Something that may well happen next to an award, of several by `pick`. */
  nextOf(place: number, pick: number, fens: readonly number[]): Command {
    const award = this.awards[place]
    const owed = award?.owed[pick % (award.owed.length || 1)]
    if (award?.state === 'granted' && owed !== undefined && pick % 7 > 0) {
      const ways = (Object.keys(MOVES) as Move[]).filter((how) => MOVES[how].from === owed.state)
      return {
        do: 'pay',
        award: place,
        who: award.owed.indexOf(owed),
        how: ways[pick % 3 === 0 ? ways.length - 1 : 0] ?? 'claim',
      }
    }
    const steps = STEPS.filter((step) => awardAfter(award?.state ?? null, step, GRANT) !== null)
    const step = steps[pick % 5 > 0 ? 0 : pick % (steps.length || 1)]
    return step === undefined ? { do: 'propose', award: place, fens } : { do: 'step', award: place, step }
  }

  /** What the treasury has allotted and is not paid out: always what is held for one thing or another. */
  get quota(): number {
    return this.holds.available + this.holds.committed + this.holds.payable + this.holds.paying
  }

  /** Does it, or says why not. */
  play(command: Command): string | null {
    if (command.do === 'again') return this.entries === 0 ? 'nothing' : command.more ? 'LS044' : null
    if (command.do === 'budget') return this.#budget(command.fen)
    const award = this.awards[command.award]
    if (award === undefined) return 'nothing'
    if (command.do === 'step') return this.#step(award, command.step)
    return command.do === 'propose' ? this.#propose(award, command.fens) : this.#pay(award, command)
  }

  #budget(fen: number): string | null {
    if (this.holds.available + fen < 0) return 'LS041'
    this.holds.available += fen
    this.entries += 1
    return null
  }

  #step(award: Award, step: AwardStep): string | null {
    const leadsTo = awardAfter(award.state, step, GRANT)
    if (leadsTo === null) return 'LS020'
    const total = sum(award.fens)
    if (leadsTo === 'approved') {
      if (this.holds.available < total) return 'LS034'
      this.#move('available', 'committed', total)
    }
    if (award.state === 'approved' && step !== 'fund') this.#move('committed', 'available', total)
    if (step === 'fund') {
      for (const fen of award.fens) this.#move('committed', 'payable', fen)
      award.owed = award.fens.map((fen) => ({ fen, state: 'open' }))
    }
    award.state = leadsTo
    return null
  }

  #propose(award: Award, fens: readonly number[]): string | null {
    if (awardAfter(award.state, 'propose', GRANT) === null) return 'LS020'
    if (award.owed.some(({ state }) => state !== 'open')) return 'LS040'
    for (const { fen } of award.owed) {
      this.#move('payable', 'available', fen)
      award.cancelled.push(fen)
    }
    Object.assign(award, { state: 'proposed', version: award.version + 1, fens, owed: [] })
    return null
  }

  #pay(award: Award, { who, how }: { who: number; how: Move }): string | null {
    const owed = award.owed[who]
    if (owed === undefined) return 'nothing'
    const { from, to, takes, gives } = MOVES[how]
    if (owed.state !== from || !PAYABLE_MOVES[from].includes(to)) return 'refused'
    owed.state = to
    if (how !== 'claim') this.#move(takes, gives, owed.fen)
    return null
  }

  #move(takes: Account | null, gives: Account | null, fen: number): void {
    if (takes !== null && takes !== 'quota') this.holds[takes] -= fen
    if (gives !== null && gives !== 'quota') this.holds[gives] += fen
    this.entries += 1
  }
}

export const sum = (fens: readonly number[]): number => fens.reduce((all, fen) => all + fen, 0)
