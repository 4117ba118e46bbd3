import type { Channel } from '#contract/hotline.ts'
import { AskToResend } from '#reporting/ask-to-resend.svelte.ts'
import { drafts } from '../session/drafts.ts'
import { session } from '../session/session.svelte.ts'
import { sendTold, type Sent } from './send-told.ts'
import { isTold, nothingTold, readAside, tidied, wrongInTold, type Aside, type Told, type WrongHere } from './told.ts'

/** How long a code stays on the screen, and how much longer when the operator asks. */
const SHOWN_MS = 10 * 60_000
const MORE_MS = 5 * 60_000

export type TakenCode = { code: string; channel: Channel; language: 'zh' | 'en'; until: number }
export type NotTaken = Exclude<Sent, { is: 'sent' | 'wrong' | 'givenUp' }> | { is: 'broken' }

/**
 * A report being typed in, on its way, or sent with its code on the screen. One for the whole page, since a report on its
 * way outlives a lock. Whenever nobody looks at it, what was typed or told lies in a draft, sealed to the operator.
 */
class Taking {
  told = $state<Told>(nothingTold())
  files = $state.raw<File[]>([])
  wrong = $state.raw<WrongHere[]>([])
  failure = $state.raw<NotTaken | null>(null)
  sending = $state.raw<{ doneBytes: number; ofBytes: number } | null>(null)
  taken = $state.raw<TakenCode | null>(null)
  /** Names of files that a lock has taken away; empty when nothing came back. */
  lost = $state.raw<string[]>([])
  isRestored = $state(false)
  readonly connection = new AskToResend()
  #isSeen = false
  #owner = ''

  get isWorthKeeping(): boolean {
    return this.sending !== null || this.taken !== null || isTold(this.told, this.files)
  }

  /** Somebody looks at the page: what was put aside comes back to whoever wrote it. */
  async look(): Promise<void> {
    const me = session.me?.id ?? ''
    if (this.#owner !== me) this.#forget()
    this.#owner = me
    this.#isSeen = true
    if (this.sending !== null) return
    const aside = readAside(await drafts.takeBack(me))
    if (aside?.is === 'code' && aside.until > Date.now()) this.taken = aside
    if (aside?.is !== 'told') return
    this.told = aside.told
    this.lost = aside.files
    this.isRestored = true
  }

  /** Nobody looks any more: the page was left or locked. What is on its way goes on. */
  async putAside(): Promise<void> {
    this.#isSeen = false
    if (this.sending !== null) return
    const aside: Aside | null = this.taken
      ? { is: 'code', ...this.taken }
      : isTold(this.told, this.files)
        ? { is: 'told', told: $state.snapshot(this.told), files: this.files.map(({ name }) => name) }
        : null
    this.#forget()
    if (aside) await drafts.keep(this.#owner, JSON.stringify(aside))
  }

  /** Checks what was typed; if it is right, seals and sends it. It stays in the form until the receipt has come. */
  async send(): Promise<void> {
    if (this.sending !== null) return
    const told = tidied($state.snapshot(this.told))
    this.failure = null
    this.wrong = wrongInTold(told, this.files)
    if (this.wrong.length > 0 || told.channel === '') return
    const { channel } = told
    const owner = this.#owner
    this.sending = { doneBytes: 0, ofBytes: this.files.reduce((sum, file) => sum + file.size, 0) }
    const progress = (doneBytes: number, ofBytes: number): void => void (this.sending = { doneBytes, ofBytes })
    const sent = await sendTold({ ...told, channel }, this.files, this.connection, progress).catch(
      () => ({ is: 'broken' }) as const,
    )
    this.sending = null
    // Somebody else sits here by now: what is not theirs is not shown to them.
    if (session.me?.id !== owner) return this.#forget()
    if (sent.is === 'sent') {
      this.#forget()
      this.taken = { code: sent.code, channel, language: told.language, until: Date.now() + SHOWN_MS }
    } else if (sent.is === 'wrong') this.wrong = sent.wrong
    else if (sent.is !== 'givenUp') this.failure = sent
    const isOver = sent.is === 'refused' && sent.refusal === 'notSignedIn'
    if (!this.#isSeen || isOver) await this.putAside()
    if (isOver) session.end()
  }

  keepLonger(): void {
    if (this.taken) this.taken = { ...this.taken, until: this.taken.until + MORE_MS }
  }

  /** The code was told, or its time is over. */
  clear(): void {
    this.#forget()
  }

  #forget(): void {
    this.told = nothingTold()
    this.files = []
    this.wrong = []
    this.failure = null
    this.taken = null
    this.lost = []
    this.isRestored = false
  }
}

export const taking = new Taking()
