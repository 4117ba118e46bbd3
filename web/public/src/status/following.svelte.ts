import { parseCode } from '#seal/codes.ts'
import { AskToResend } from '#reporting/ask-to-resend.svelte.ts'
import { filesOf, textOf } from '#reporting/report-form.ts'
import type Collecting from '../claim/Collecting.svelte'
import type { ClaimState } from '../claim/claim-state.ts'
import { drawnCollecting } from '../claim/drawn-collecting.ts'
import type { Answered, ReplyState } from './answered.ts'
import type { OpenTip } from './look-up.ts'
import { wrongInReply } from './wrong-in-reply.ts'

type Errand = 'lookUp' | 'older' | 'reply' | 'claim' | 'dispute'

/** A tip that somebody follows with its code. The code and its keys are only in this object, and go with the page. */
export class Following {
  answered = $state.raw<Answered | null>(null)
  /** What is on its way. */
  busyWith = $state<Errand | null>(null)
  /** What draws how an award is collected; null until it is needed. */
  collecting = $state.raw<typeof Collecting | null>(drawnCollecting)
  readonly connection = new AskToResend()
  #tip: OpenTip | null = null

  constructor(answered: Answered | null) {
    this.answered = answered
  }

  /** Whether the keys are here, so that replies are sealed here too. */
  get isOpenHere(): boolean {
    return this.#tip !== null
  }

  get isCollecting(): boolean {
    return this.busyWith === 'claim' || this.busyWith === 'dispute'
  }

  async lookUp(form: HTMLFormElement): Promise<void> {
    const typed = textOf(new FormData(form), 'code')
    const parsed = parseCode(typed)
    if (!parsed.ok) {
      this.answered = { is: 'wrongCode', why: parsed.why, code: typed }
      return
    }
    await this.#while('lookUp', async () => {
      const { browserDeps, lookUp, Collecting } = await import('./in-browser.ts')
      const found = await lookUp(browserDeps(this.connection), parsed.code)
      this.collecting = Collecting
      if (found.is === 'open') this.#show(found.tip, {})
      else this.answered = found.is === 'wrongCode' ? { ...found, code: typed } : found
    })
  }

  async older(): Promise<void> {
    await this.#while('older', async () => {
      const { browserDeps, withOlder } = await import('./in-browser.ts')
      if (this.#tip) this.#show(await withOlder(browserDeps(this.connection), this.#tip), {})
    })
  }

  async reply(form: HTMLFormElement): Promise<void> {
    const tip = this.#tip
    if (tip === null) return
    const fields = new FormData(form)
    const text = textOf(fields, 'text')
    const files = filesOf(fields)
    const wrong = wrongInReply(text, files)
    if (wrong) return this.#show(tip, { reply: { is: 'wrong', wrong, text } })
    await this.#while('reply', async () => {
      const { browserDeps, reply } = await import('./in-browser.ts')
      const sent = await reply(browserDeps(this.connection), tip, {
        text,
        files,
        keepMetadata: fields.has('keepMetadata'),
      })
      this.#show(sent.tip, { reply: sent.reply })
    })
  }

  async claim(form: HTMLFormElement): Promise<void> {
    const tip = this.#tip
    if (tip === null) return
    const fields = new FormData(form)
    await this.#while('claim', async () => {
      const { browserDeps, claimWith, readClaimForm } = await import('./in-browser.ts')
      const deps = browserDeps(this.connection)
      const made = await claimWith(deps, tip, textOf(fields, 'payable'), readClaimForm(fields))
      this.#show(made.tip, { claim: made.claim })
    })
  }

  async dispute(form: HTMLFormElement): Promise<void> {
    const tip = this.#tip
    if (tip === null) return
    const fields = new FormData(form)
    await this.#while('dispute', async () => {
      const { browserDeps, disputeOf } = await import('./in-browser.ts')
      const asked = { payable: textOf(fields, 'payable'), isSure: fields.has('disputeSure') }
      const made = await disputeOf(browserDeps(this.connection), tip, asked)
      this.#show(made.tip, { claim: made.claim })
    })
  }

  #show(tip: OpenTip, came: { reply?: ReplyState; claim?: ClaimState }): void {
    this.#tip = tip
    const { reply = { is: 'fresh' }, claim = { is: 'fresh' } } = came
    this.answered = { is: 'found', code: tip.code, shown: tip.shown, reply, claim }
  }

  async #while(errand: Errand, work: () => Promise<void>): Promise<void> {
    if (this.busyWith !== null) return
    this.busyWith = errand
    try {
      await work()
    } catch {
      if (this.#tip === null) this.answered = { is: 'failed', why: 'offline' }
    } finally {
      this.busyWith = null
    }
  }
}
