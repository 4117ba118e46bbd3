import { saveRuleDraft, type readRuleDraft } from '#contract/rule-sets.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'
import { faultsOf } from './draft-faults.ts'

/** How long a pause in typing is before the draft is saved. */
const PAUSE_MS = 800

/**
 * A draft that is being edited. It saves itself, one save after another; when somebody else saved it meanwhile, also in another
 * window, it stops saving and keeps what was typed here until a person says which of the two stays.
 */
export class DraftEditor {
  draft = $state() as RuleDraft
  version: number
  id: string
  savedAt = $state<string | null>(null)
  state = $state<'saved' | 'typing' | 'saving' | 'failed' | 'conflict' | 'gone'>('saved')
  failure = $state.raw<Failure | null>(null)
  readonly faults = $derived.by(() => faultsOf($state.snapshot(this.draft)))
  readonly mustMend = $derived(this.faults.filter(({ weight }) => weight === 'must').length)
  #savedText: string
  #timer: ReturnType<typeof setTimeout> | null = null
  #saving: Promise<void> | null = null

  constructor({ head, document }: ReplyOf<typeof readRuleDraft>) {
    this.draft = document
    this.id = head.draft
    this.version = head.version
    this.savedAt = head.savedAt
    this.#savedText = JSON.stringify(document)
  }

  get isUnsaved(): boolean {
    return JSON.stringify(this.draft) !== this.#savedText
  }

  /** Called after every change: saves when the typing pauses. */
  touched(): void {
    if (!this.isUnsaved || this.state === 'conflict' || this.state === 'gone') return
    if (this.state !== 'saving') this.state = 'typing'
    this.#later()
  }

  /** Saves what is not saved, now; for locks, leaving and the button of a failed save. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    while (this.#saving !== null) await this.#saving
    if (!this.isUnsaved || this.state === 'conflict' || this.state === 'gone') return
    this.#saving = this.#save()
    await this.#saving
  }

  /** What was typed here becomes a draft of its own, beside the one that somebody else saved. */
  async saveAsNew(): Promise<void> {
    Object.assign(this, { id: crypto.randomUUID(), version: 0, state: 'typing' })
    this.#savedText = ''
    await this.flush()
  }

  #later(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS)
  }

  async #save(): Promise<void> {
    const document: RuleDraft = $state.snapshot(this.draft)
    const text = JSON.stringify(document)
    this.state = 'saving'
    const answer = await callOffice(saveRuleDraft, {
      params: { draft: this.id },
      body: { version: this.version, document },
    })
    this.#saving = null
    this.failure = answer.is === 'done' ? null : answer
    if (answer.is === 'done') {
      this.version = answer.reply.version
      this.savedAt = answer.reply.savedAt
      this.#savedText = text
      this.state = 'saved'
      this.touched()
    } else if (answer.is === 'refused' && answer.refusal === 'changedMeanwhile') this.state = 'conflict'
    else this.state = answer.is === 'refused' && answer.refusal === 'rulesNotFound' ? 'gone' : 'failed'
  }
}
