import { listColleagues, type Colleague } from '#contract/triage.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'

/** Who at a desk can open its tips, read when somebody first asks. */
export class Colleagues {
  all = $state.raw<readonly Colleague[]>([])
  failure = $state.raw<Failure | null>(null)
  readonly #desk: string

  constructor(desk: string) {
    this.#desk = desk
  }

  async read(): Promise<void> {
    const answer = await callOffice(listColleagues, { params: { desk: this.#desk } })
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is === 'done') this.all = answer.reply.colleagues
  }
}
