import { randomUUID } from 'node:crypto'
import { stepOf, timesOf } from '#contract/cases.ts'
import type { OutcomeFacts } from '#contract/outcomes.ts'
import type {
  caseLinks,
  caseMerges,
  caseNarratives,
  cases,
  caseSteps,
  outcomeConfirmations,
  outcomes,
} from '#db/schema/cases.ts'
import type { records } from '#db/schema/log.ts'
import { seal, type At } from '#seal/seal.ts'
import { DEMO_CASES, openedHoursAgo, type DemoCase, type DemoOutcome } from './cases.ts'
import { keyOf, type DemoOffice } from './found-demo.ts'

/** All rows of one case, in the order in which the tables want them. */
export type CaseRows = {
  case: typeof cases.$inferInsert
  officers: string[]
  entries: (typeof caseSteps.$inferInsert)[]
  narrative: typeof caseNarratives.$inferInsert
  links: (typeof caseLinks.$inferInsert)[]
  outcomes: (typeof outcomes.$inferInsert)[]
  confirmations: (typeof outcomeConfirmations.$inferInsert)[]
  merge: typeof caseMerges.$inferInsert | null
  trail: (typeof records.$inferInsert)[]
}

type Deps = { office: DemoOffice; tipIds: ReadonlyMap<string, string>; now: Date }
/** A case with what is known of it before it is played. */
type Known = { demo: DemoCase; id: string; number: string; year: number; seq: number }

/** An officer comes to writing things down this much later. */
const ENTERED_AFTER = 2
const CONFIRMED_AFTER = 5
const CORRECTED_AFTER = 9

/** Does what the browsers of the officers did with the demo's cases, and collects what they would have sent. */
export async function playCases(deps: Deps): Promise<CaseRows[]> {
  const known = numbered(deps.now)
  const played: CaseRows[] = []
  for (const one of known) {
    const into = known.find(({ demo }) => demo.key === one.demo.mergedInto?.key)?.id
    played.push(await new CasePlayer(deps, one).play(into))
  }
  return played
}

/** Numbers without a gap in each year, as the office would have given them. */
function numbered(now: Date): Known[] {
  const last = new Map<number, number>()
  return DEMO_CASES.map((demo) => {
    const year = Number(dayOf(hoursBefore(now, openedHoursAgo(demo))).slice(0, 4))
    const seq = (last.get(year) ?? 0) + 1
    last.set(year, seq)
    return { demo, id: randomUUID(), number: `AJ-${year}-${String(seq).padStart(4, '0')}`, year, seq }
  })
}

class CasePlayer {
  readonly #deps: Deps
  readonly #known: Known
  readonly #desk: { id: string; pair: { recipient: string } }
  readonly #trail: CaseRows['trail'] = []

  constructor(deps: Deps, known: Known) {
    this.#deps = deps
    this.#known = known
    this.#desk = keyOf(deps.office.desks, known.demo.desk)
  }

  async play(into: string | undefined): Promise<CaseRows> {
    const { demo } = this.#known
    const entries = this.#entries()
    return {
      case: this.#head(entries),
      officers: demo.officers.map((login) => this.#person(login)),
      entries,
      narrative: await this.#narrative(),
      links: await Promise.all(demo.links.map((link, seq) => this.#link(link, seq))),
      ...this.#outcomes(),
      merge: into === undefined ? null : this.#merge(into),
      trail: this.#trail,
    }
  }

  #entries(): CaseRows['entries'] {
    const { demo, id } = this.#known
    return demo.steps.map(([step, hoursAgo], seq) => {
      const at = this.#before(hoursAgo - (seq === 0 ? 0 : ENTERED_AFTER))
      if (seq > 0) this.#record('enter-step', this.#first, at)
      return { caseId: id, seq, staffId: this.#first, at, step, happenedAt: this.#before(hoursAgo) }
    })
  }

  #head(entries: CaseRows['entries']): CaseRows['case'] {
    const { demo, id, number, year, seq } = this.#known
    const openedAt = this.#before(openedHoursAgo(demo))
    this.#record('make-case', this.#first, openedAt)
    return {
      id,
      year,
      seq,
      number,
      filedAs: demo.isFiled ? filingNumber(openedAt, year) : null,
      title: titleOf(demo, openedAt),
      level: demo.level,
      category: demo.category,
      deskId: this.#desk.id,
      step: stepOf(entries),
      openedAt,
      crackedAt: timesOf(entries).cracked ?? null,
      madeBy: this.#first,
      madeAt: openedAt,
    }
  }

  async #narrative(): Promise<CaseRows['narrative']> {
    const { demo, id } = this.#known
    const at = this.#before((demo.steps.at(-1)?.[1] ?? 0) - ENTERED_AFTER)
    this.#record('write-narrative', this.#first, at)
    const sealed = await this.#seal({ kind: 'narrative', seq: 0 }, demo.account)
    return { caseId: id, seq: 0, staffId: this.#first, at, sealed }
  }

  async #link(link: DemoCase['links'][number], seq: number): Promise<CaseRows['links'][number]> {
    const tipId = this.#deps.tipIds.get(link.tip)
    if (tipId === undefined) throw new Error(`The demo has no tip ${link.tip}`)
    const [staffId, at] = [link.by === undefined ? this.#first : this.#person(link.by), this.#before(link.hoursAgo)]
    this.#record('link-tip', staffId, at, tipId)
    const why = await this.#seal({ kind: 'link-reason', seq }, link.why)
    return { caseId: this.#known.id, seq, staffId, at, tipId, as: link.as, why }
  }

  #outcomes(): Pick<CaseRows, 'outcomes' | 'confirmations'> {
    const { demo, id } = this.#known
    const ids = demo.outcomes.map(() => randomUUID())
    const rows = demo.outcomes.map((one, index) => {
      const { moneyFen, ...facts } = factsOf(one, this.#deps.now)
      const enteredAt = this.#before(enteredHoursAgo(one))
      this.#record('enter-outcome', this.#first, enteredAt)
      return {
        ...facts,
        id: ids[index] ?? '',
        caseId: id,
        moneyFen: moneyFen === null ? null : BigInt(moneyFen),
        corrects: one.corrects === undefined ? null : (ids[one.corrects] ?? null),
        isVoid: one.isVoid ?? false,
        enteredBy: this.#first,
        enteredAt,
      }
    })
    const confirmations = demo.outcomes.flatMap((one, index) => {
      const row = rows[index]
      if (one.confirmedBy === null || row === undefined) return []
      const [staffId, at] = [this.#person(one.confirmedBy), this.#before(enteredHoursAgo(one) - CONFIRMED_AFTER)]
      this.#record('confirm-outcome', staffId, at)
      const { weight, unit, count, moneyFen } = row
      return [{ outcomeId: row.id, enteredBy: row.enteredBy, staffId, at, weight, unit, count, moneyFen }]
    })
    return { outcomes: rows, confirmations }
  }

  #merge(into: string): NonNullable<CaseRows['merge']> {
    const at = this.#before(this.#known.demo.mergedInto?.hoursAgo ?? 0)
    this.#record('merge-case', this.#first, at)
    return { caseId: this.#known.id, intoCase: into, staffId: this.#first, at }
  }

  get #first(): string {
    return this.#person(this.#known.demo.officers[0])
  }

  #person(login: string): string {
    const id = this.#deps.office.people.get(login)
    if (id === undefined) throw new Error(`The demo has no ${login}`)
    return id
  }

  #before(hoursAgo: number): Date {
    return hoursBefore(this.#deps.now, hoursAgo)
  }

  #seal(place: Omit<At, 'tip'>, text: string): Promise<Uint8Array> {
    return seal({ tip: this.#known.id, ...place }, text, [this.#desk.pair.recipient])
  }

  #record(did: string, staffId: string, at: Date, tipId: string | null = null): void {
    this.#trail.push({ did, staffId, deskId: this.#desk.id, caseId: this.#known.id, tipId, at })
  }
}

/** The title of a demo case: the day of its opening, and what it is about in general. */
export function titleOf(demo: DemoCase, openedAt: Date): string {
  const [, month, day] = dayOf(openedAt).split('-')
  return `“${Number(month)}·${Number(day)}”${demo.name}`
}

/** A number that grows with the year, as that of documents does. */
function filingNumber(openedAt: Date, year: number): string {
  const hours = (openedAt.getTime() - Date.UTC(year, 0, 1)) / HOUR_MS + 8
  return `三公（禁）立字〔${year}〕${Math.ceil(hours / 16)}号`
}

/** What an outcome of the demo says, as an officer would have typed it. */
export function factsOf(one: DemoOutcome, now: Date): OutcomeFacts {
  const happenedOn = dayOf(hoursBefore(now, one.hoursAgo))
  return {
    kind: one.kind,
    happenedOn,
    substance: one.substance ?? null,
    weight: one.weight ?? null,
    unit: one.unit ?? null,
    recordNumber: one.record === undefined ? null : `三公刑鉴〔${happenedOn.slice(0, 4)}〕${one.record}号`,
    count: one.count ?? null,
    measure: one.measure ?? null,
    moneyFen: one.yuan === undefined ? null : String(one.yuan * 100),
  }
}

function enteredHoursAgo({ hoursAgo, corrects }: DemoOutcome): number {
  return hoursAgo - ENTERED_AFTER - (corrects === undefined ? 0 : CORRECTED_AFTER)
}

const HOUR_MS = 3_600_000
const hoursBefore = (now: Date, hours: number): Date => new Date(now.getTime() - hours * HOUR_MS)
/** The day in Sanya, which keeps no summer time. */
const dayOf = (at: Date): string => new Date(at.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10)
