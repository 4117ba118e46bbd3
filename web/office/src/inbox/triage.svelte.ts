import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { TipRow } from '#contract/tips.ts'
import { m } from '#words/messages.js'
import { notice } from '../frame/notice.svelte.ts'
import { doneWords, whyNot } from '../triage/act-words.ts'
import { perform, takeBack, type Act, type Done, type Outcome } from '../triage/acts.ts'
import type { Standing } from '../triage/standing.ts'
import { undoStack } from '../triage/undo-stack.ts'

/** More tips than this are asked about once more; of many more the count is typed in. */
export const ASK_ABOVE = 10
export const TYPE_ABOVE = 25

export type Asked = { act: Act; tips: readonly TipRow[] }
type Refused = { number: string; words: string }
type Page = {
  /** Reads the list again, because it is not as the officer saw it. */
  reread: () => Promise<void>
  /** Reads only the counts again. */
  recount: () => Promise<void>
  /** Puts the focus on the row of a tip. */
  focus: (tip: string) => void
}

/** The rows of an inbox page, which of them are chosen, and what is being done to them. */
export class Triage {
  rows = $state.raw<readonly TipRow[]>([])
  /** The row that the keys act on while nothing is selected. */
  current = $state<string | null>(null)
  readonly selected = new SvelteSet<string>()
  readonly refused = new SvelteMap<string, Refused>()
  progress = $state.raw<{ done: number; all: number } | null>(null)
  asked = $state.raw<Asked | null>(null)
  readonly #page: Page
  /** Acts run one after another, so that keys may be typed faster than the server answers. */
  #running: Promise<void> = Promise.resolve()

  constructor(page: Page) {
    this.#page = page
  }

  get isBusy(): boolean {
    return this.progress !== null
  }

  /** Takes a list that was read; the place of a row that left it goes to the row that came there. */
  show(rows: readonly TipRow[]): void {
    const at = this.#indexOf(this.current)
    this.rows = rows
    for (const tip of this.selected) if (this.#indexOf(tip) < 0) this.selected.delete(tip)
    if (this.current === null || this.#indexOf(this.current) >= 0) return
    this.current = rows[Math.min(Math.max(at, 0), rows.length - 1)]?.tip ?? null
    if (this.current !== null && document.activeElement === document.body) this.#page.focus(this.current)
  }

  /** Goes up or down; the first step lands on the first row. */
  step(by: 1 | -1): void {
    const at = this.#indexOf(this.current)
    this.#goTo(at < 0 ? 0 : at + by)
  }

  toggle(tip: string | null = this.current): void {
    if (tip !== null && !this.selected.delete(tip)) this.selected.add(tip)
  }

  selectAll(): void {
    const isWhole = this.selected.size === this.rows.length
    for (const { tip } of this.rows) if (!isWhole) this.selected.add(tip)
    if (isWhole) this.selected.clear()
  }

  /** What an act would be done to: the selection, or else the current row. */
  get targets(): readonly TipRow[] {
    if (this.selected.size > 0) return this.rows.filter(({ tip }) => this.selected.has(tip))
    return this.rows.filter(({ tip }) => tip === this.current)
  }

  /** Does an act to the targets; asks first when they are many. */
  ask(act: Act): void {
    const tips = this.targets
    if (tips.length === 0) notice.say(m.triage_none())
    else if (tips.length > ASK_ABOVE) this.asked = { act, tips }
    else this.start(act, tips)
  }

  start(act: Act, tips: readonly TipRow[]): void {
    this.asked = null
    this.#goOnFrom(tips.at(-1)?.tip)
    this.#queue(async () => {
      const done = await this.#each(tips, (tip) => perform(act, this.#latest(tip)))
      undoStack.push(done)
      for (const { after } of done) this.selected.delete(after.tip)
      this.#tell(done, doneWords(act), true)
    })
  }

  /** Takes back what was done last in this window, of a bulk act all of it. */
  undo(): void {
    this.#queue(async () => {
      const last = undoStack.pop()
      if (last.length === 0) return notice.say(m.undo_nothing())
      const undone = await this.#each(
        last.map(({ after }) => after),
        (tip) => takeBack(last.find(({ after }) => after.tip === tip.tip) ?? { before: tip, after: tip }),
      )
      this.#tell(undone, m.undone(), false)
    })
  }

  /** The act to take back goes through the same line as the others. */
  #queue(run: () => Promise<void>): void {
    this.#running = this.#running.then(run)
  }

  async #each<T extends Standing>(tips: readonly T[], act: (tip: T) => Promise<Outcome>): Promise<Done[]> {
    const done: Done[] = []
    let isStale = false
    this.progress = { done: 0, all: tips.length }
    for (const tip of tips) this.refused.delete(tip.tip)
    for (const [index, tip] of tips.entries()) {
      const outcome = await act(tip)
      if (outcome.is === 'done') done.push(this.#apply(outcome.done))
      else isStale ||= outcome.is === 'refused'
      const words = whyNot(outcome, tip)
      if (words !== null) this.refused.set(tip.tip, { number: tip.number, words })
      this.progress = { done: index + 1, all: tips.length }
    }
    this.progress = null
    await (isStale ? this.#page.reread() : this.#page.recount())
    return done
  }

  #apply(done: Done): Done {
    this.rows = this.rows.map((row) => (row.tip === done.after.tip ? { ...row, ...standingOf(done.after) } : row))
    return done
  }

  #tell(done: readonly Done[], words: string, mayUndo: boolean): void {
    const [first, second] = done
    if (!first) return this.refused.size === 0 ? notice.say(m.act_nothing()) : notice.clear()
    const what = second ? m.tips_count({ count: done.length }) : first.after.number
    notice.say(m.triage_done({ what, words }), mayUndo ? { words: m.undo_key(), act: () => this.undo() } : null)
  }

  /** The tip as the last act left it: an earlier key may have changed it since this one was pressed. */
  #latest(tip: TipRow): TipRow {
    return this.rows.find((row) => row.tip === tip.tip) ?? tip
  }

  #goOnFrom(tip: string | undefined): void {
    const at = this.#indexOf(tip ?? null)
    if (at >= 0) this.#goTo(at + 1)
  }

  #goTo(at: number): void {
    const row = this.rows[Math.min(this.rows.length - 1, Math.max(0, at))]
    if (!row) return
    this.current = row.tip
    this.#page.focus(row.tip)
  }

  #indexOf(tip: string | null): number {
    return this.rows.findIndex((row) => row.tip === tip)
  }
}

function standingOf({ stage, assignee, priority, followUpOn }: Standing): Omit<Standing, 'tip' | 'number'> {
  return { stage, assignee, priority, followUpOn }
}
