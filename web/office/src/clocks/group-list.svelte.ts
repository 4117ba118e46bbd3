import { listClocks, type ClockGroup, type ClockRow } from '#contract/clocks.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'
import type { ClockFilters } from './clock-filters.ts'

type Page = ReplyOf<typeof listClocks>

/** One group of a desk's clocks: the first page, and those after it that somebody asked for. */
export class GroupList {
  readonly #desk: string
  readonly #group: ClockGroup
  readonly #filters: ClockFilters
  rows = $state.raw<readonly ClockRow[]>([])
  next = $state.raw<Page['next']>(null)
  /** Somebody reads on further than the first page. */
  hasReadOn = $state(false)
  isBusy = $state(false)
  failure = $state.raw<Failure | null>(null)

  constructor(desk: string, group: ClockGroup, filters: ClockFilters, first: Page) {
    this.#desk = desk
    this.#group = group
    this.#filters = filters
    this.rows = first.rows
    this.next = first.next
  }

  async more(): Promise<void> {
    if (this.next === null || this.isBusy) return
    this.isBusy = true
    const { dueOn, clock } = this.next
    const after = { afterDueOn: dueOn, afterClock: clock }
    const answer = await callOffice(listClocks, {
      params: { desk: this.#desk, group: this.#group, ...this.#filters, ...after },
    })
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is === 'done') {
      this.hasReadOn = true
      this.rows = [...this.rows, ...answer.reply.rows]
      this.next = answer.reply.next
    }
    this.isBusy = false
  }
}
