import { randomUUID } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Grounds } from '#contract/awards.ts'
import { WHOLE_SHARE } from '#contract/rewards/assessment.ts'
import type { AwardStep } from '#contract/rewards/chain.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import { composeStrikeAward, composeTipAward, type Composed } from '#contract/rewards/compose.ts'
import type { Participant } from '#contract/rewards/content.ts'
import { CONDITIONS } from '#contract/rewards/rule-set.ts'
import type { StrikeGrounds } from '#contract/rewards/strikes.ts'
import type { Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'
import { awardSteps, awardVersions } from '#db/schema/rewards.ts'
import { normalPayee, payeeTokensOf } from '#seal/payee-tokens.ts'
import { seal } from '#seal/seal.ts'
import { signStep } from '#seal/signing.ts'
import { strikeRecords, tipRecords } from './award-records.ts'
import { DEMO_AWARDS, type DemoAward, type DemoStrikeAward, type DemoTipAward } from './awards.ts'
import { DEMO_CASES } from './cases.ts'
import { keyOf, type DemoOffice } from './found-demo.ts'
import type { DeskKey } from './people.ts'

/** Ids by the keys of the demo. */
type Ids = { tips: ReadonlyMap<string, string>; cases: ReadonlyMap<string, string> }
type Deps = { office: DemoOffice; ids: Ids; now: Date }

/**
 * Does what the browsers of those do who put awards forward, review, approve and fund them: seals reasons and signs each step. One
 * after the other as they happened, since the books number what follows from it.
 */
export async function playAwards(tx: Transaction, deps: Deps): Promise<void> {
  const acts = DEMO_AWARDS.flatMap((demo) => new AwardPlayer(tx, deps, demo).acts())
  for (const { play } of acts.toSorted((one, other) => other.hoursAgo - one.hoursAgo)) await play()
}

class AwardPlayer {
  readonly #tx: Transaction
  readonly #deps: Deps
  readonly #demo: DemoAward
  readonly #award = randomUUID()
  readonly #desk: DeskKey
  readonly #caseId: string
  readonly #tipId: string | null
  /** Of what was proposed. */
  #digest = ''

  constructor(tx: Transaction, deps: Deps, demo: DemoAward) {
    this.#tx = tx
    this.#deps = deps
    this.#demo = demo
    this.#desk = DEMO_CASES.find(({ key }) => key === demo.case)?.desk ?? 'city'
    this.#caseId = idOf(deps.ids.cases, demo.case)
    this.#tipId = demo.fund === 'tips' ? idOf(deps.ids.tips, demo.tip) : null
  }

  /** The proposal and its steps, each with when it happened. */
  acts(): { hoursAgo: number; play: () => Promise<void> }[] {
    const { hoursAgo, steps } = this.#demo
    return [
      { hoursAgo, play: () => this.#propose() },
      ...steps.map((step, index) => ({ hoursAgo: step.hoursAgo, play: () => this.#step(step, index + 1) })),
    ]
  }

  async #propose(): Promise<void> {
    const { by, hoursAgo } = this.#demo
    const at = this.#before(hoursAgo)
    const { content, digest, grounds } = await this.#composed(at)
    await this.#tx.insert(awardVersions).values({
      awardId: this.#award,
      version: 1,
      content,
      digest: hexToBytes(digest),
      grounds,
      proposedBy: this.#person(by),
      proposedAt: at,
      signature: this.#signature('propose', by, digest),
    })
    await this.#record('propose-award', by, this.#desk, at)
    this.#digest = digest
  }

  async #step({ step, by, hoursAgo, reason }: DemoAward['steps'][number], seq: number): Promise<void> {
    const digest = this.#digest
    const at = this.#before(hoursAgo)
    await this.#tx.insert(awardSteps).values({
      awardId: this.#award,
      seq,
      version: 1,
      step,
      staffId: this.#person(by),
      at,
      digest: hexToBytes(digest),
      sealed: reason === undefined ? null : await this.#seal('award-reason', seq, reason),
      signature: this.#signature(step, by, digest),
    })
    await this.#record(DEEDS[step], by, step === 'fund' ? 'finance' : 'rewards', at)
  }

  #composed(at: Date): Promise<Composed & { grounds: Uint8Array }> {
    return this.#demo.fund === 'tips' ? this.#tipAward(this.#demo, at) : this.#strikeAward(this.#demo, at)
  }

  async #tipAward(demo: DemoTipAward, at: Date): Promise<Composed & { grounds: Uint8Array }> {
    const of = { award: this.#award, caseId: this.#caseId, at }
    const from = await tipRecords(this.#tx, of, idOf(this.#deps.ids.tips, demo.tip))
    const first = composeTipAward(from, choiceOf(demo), '0'.repeat(64)).content.assessment
    // What the rules leave to people is known by what is still open.
    const lines = first.open.flatMap((point) => ('line' in point ? [point.line] : []))
    const decided = [...new Set(lines)].map((line) => ({ line, ...decisionOf(demo, line) }))
    const reasons: Grounds = {
      conditions: Object.fromEntries(CONDITIONS.map((one) => [one, demo.conditions[one].why])),
      decisions: Object.fromEntries(decided.map(({ line, why }) => [line, why])),
      share: demo.share,
      other: demo.other,
    }
    const grounds = await this.#seal('award-grounds', 1, reasons)
    const decisions = decided.map(({ line, yuan }) => ({ line, fen: String(yuan * 100) }))
    return { ...composeTipAward(from, { ...choiceOf(demo), decisions }, bytesToHex(sha256(grounds))), grounds }
  }

  async #strikeAward(demo: DemoStrikeAward, at: Date): Promise<Composed & { grounds: Uint8Array }> {
    const from = await strikeRecords(this.#tx, { award: this.#award, caseId: this.#caseId, at })
    const reasons: StrikeGrounds = {
      participants: Object.fromEntries(demo.participants.map(({ part }, index) => [String(index), part])),
      payees: Object.fromEntries(
        demo.participants.flatMap(({ phone }, index) =>
          phone === undefined ? [] : [[String(index), { phone, idNumber: null }]],
        ),
      ),
      other: demo.other,
    }
    const grounds = await this.#seal('award-grounds', 1, reasons)
    const participants = demo.participants.map((one) => this.#participant(one))
    return { ...composeStrikeAward(from, { participants }, bytesToHex(sha256(grounds))), grounds }
  }

  #participant({ kind, name, unit, login, phone, yuan }: DemoStrikeAward['participants'][number]): Participant {
    const normal = phone === undefined ? null : normalPayee('phone', phone)
    const known = { phones: normal === null ? [] : [normal], idNumbers: [] }
    return {
      kind,
      name,
      unit: unit ?? null,
      staff: login === undefined ? null : this.#person(login),
      row: null,
      fen: String(yuan * 100),
      payees: payeeTokensOf(this.#deps.office.matchingKeyB64, this.#caseId, known),
    }
  }

  #signature(step: AwardStep, by: string, digest: string): Uint8Array {
    const key = this.#deps.office.signing.get(by)
    if (key === undefined) throw new Error(`The demo has no ${by}`)
    return signStep(key, { award: this.#award, version: 1, step, digest })
  }

  #seal(kind: 'award-grounds' | 'award-reason', seq: number, body: unknown): Promise<Uint8Array> {
    const readers = [this.#desk, 'rewards', 'audit'] as const
    const recipients = readers.map((desk) => keyOf(this.#deps.office.desks, desk).pair.recipient)
    return seal({ tip: this.#award, kind, seq }, body, recipients)
  }

  async #record(did: string, by: string, desk: DeskKey, at: Date): Promise<void> {
    const deskId = keyOf(this.#deps.office.desks, desk).id
    const about = { caseId: this.#caseId, tipId: this.#tipId }
    await this.#tx.insert(records).values({ did, staffId: this.#person(by), deskId, ...about, at })
  }

  #person(login: string): string {
    return idOf(this.#deps.office.people, login)
  }

  #before(hoursAgo: number): Date {
    return new Date(this.#deps.now.getTime() - hoursAgo * 3_600_000)
  }
}

const DEEDS: Readonly<Record<DemoAward['steps'][number]['step'], string>> = {
  review: 'review-award',
  approve: 'approve-award',
  'approve-second': 'approve-award',
  fund: 'fund-award',
  return: 'return-award',
  withdraw: 'withdraw-award',
}

function choiceOf({ denial, conditions }: DemoTipAward): TipChoice {
  return {
    kind: denial === null ? 'grant' : 'deny',
    denial,
    conditions: CONDITIONS.map((condition) => ({ condition, met: conditions[condition].met })),
    joint: [],
    payees: [],
    declared: [],
    place: 'first',
    share: WHOLE_SHARE,
    decisions: [],
    newUser: null,
  }
}

function decisionOf({ decisions, tip }: DemoTipAward, line: string): { yuan: number; why: string } {
  const decision = decisions[line.split(':')[0] ?? line]
  if (decision === undefined) throw new Error(`Nobody decided ${line} of the award for ${tip}`)
  return decision
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The demo has no ${key}`)
  return id
}
