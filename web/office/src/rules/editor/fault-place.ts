import { m } from '#words/messages.js'
import type { DraftEditor } from '../draft-editor.svelte.ts'
import { faultsAt } from '../draft-faults.ts'
import { faultWords } from '../fault-words.ts'

export const weightWords = { must: m.rules_must, look: m.rules_look } as const
export type Said = { weight: 'must' | 'look'; at: string; words: string }

/** The faults of an editor's draft, in words. */
export const fault = {
  /** Of one place; `isDeep`: of what lies in it too. */
  of(editor: DraftEditor, at: string, isDeep: boolean): Said[] {
    const all = faultsAt(editor.faults, at).filter((one) => isDeep || one.at === at)
    return all.map((one) => ({ weight: one.weight, at: one.at, words: faultWords(one, editor.draft) }))
  },
  all(editor: DraftEditor): Said[] {
    return editor.faults.map((one) => ({ weight: one.weight, at: one.at, words: faultWords(one, editor.draft) }))
  },
}
