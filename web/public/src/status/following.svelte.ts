import { parseCode } from '#seal/codes.ts'
import { AskToResend } from '#reporting/ask-to-resend.svelte.ts'
import { filesOf, textOf } from '#reporting/report-form.ts'
import type { Answered, ReplyState } from './answered.ts'
import type { OpenTip } from './look-up.ts'
import { wrongInReply } from './wrong-in-reply.ts'

/** A tip that somebody follows with its code. The code and its keys are only in this object, and go with the page. */
export class Following {
  answered = $state.raw<Answered | null>(null)
  isBusy = $state(false)
  readonly connection = new AskToResend()
  #tip: OpenTip | null = null

  constructor(answered: Answered | null) {
    this.answered = answered
  }

  /** Whether the keys are here, so that replies are sealed here too. */
  get isOpenHere(): boolean {
    return this.#tip !== null
  }

  async lookUp(form: HTMLFormElement): Promise<void> {
    const typed = textOf(new FormData(form), 'code')
    const parsed = parseCode(typed)
    if (!parsed.ok) {
      this.answered = { is: 'wrongCode', why: parsed.why, code: typed }
      return
    }
    await this.#while(async () => {
      const { browserDeps, lookUp } = await import('./in-browser.ts')
      const found = await lookUp(browserDeps(this.connection), parsed.code)
      if (found.is === 'open') this.#show(found.tip, { is: 'fresh' })
      else this.answered = found.is === 'wrongCode' ? { ...found, code: typed } : found
    })
  }

  async older(): Promise<void> {
    await this.#while(async () => {
      const { browserDeps, withOlder } = await import('./in-browser.ts')
      if (this.#tip) this.#show(await withOlder(browserDeps(this.connection), this.#tip), { is: 'fresh' })
    })
  }

  async reply(form: HTMLFormElement): Promise<void> {
    const tip = this.#tip
    if (tip === null) return
    const fields = new FormData(form)
    const text = textOf(fields, 'text')
    const files = filesOf(fields)
    const wrong = wrongInReply(text, files)
    if (wrong) return this.#show(tip, { is: 'wrong', wrong, text })
    await this.#while(async () => {
      const { browserDeps, reply } = await import('./in-browser.ts')
      const sent = await reply(browserDeps(this.connection), tip, {
        text,
        files,
        keepMetadata: fields.has('keepMetadata'),
      })
      this.#show(sent.tip, sent.reply)
    })
  }

  #show(tip: OpenTip, reply: ReplyState): void {
    this.#tip = tip
    this.answered = { is: 'found', code: tip.code, shown: tip.shown, reply }
  }

  async #while(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    try {
      await work()
    } catch {
      if (this.#tip === null) this.answered = { is: 'failed', why: 'offline' }
    } finally {
      this.isBusy = false
    }
  }
}
