import * as z from 'zod/mini'
import { RUN_KINDS } from '#contract/money/chain.ts'
import { FUNDS } from '#contract/rewards/content.ts'

/**
 * A batch before it is sent: its identifiers are drawn and kept before anything leaves, so that a lost answer, a second press or
 * a page that is loaded again sends the same batch and never a second one. Only random identifiers stand in it.
 */
const draft = z.object({
  run: z.uuid(),
  kind: z.enum(RUN_KINDS),
  fund: z.enum(FUNDS),
  lines: z.array(z.object({ payment: z.uuid(), payable: z.uuid() })).check(z.minLength(1)),
})
export type RunDraft = z.output<typeof draft>

/** As much of the storage of a browser as this needs. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const keyOf = (run: string): string => `lushao-run-${run}`

/** Draws the identifiers of a batch of these payables, and keeps them. */
export function newDraft(
  kept: Kept,
  kind: RunDraft['kind'],
  fund: RunDraft['fund'],
  payables: readonly string[],
): RunDraft {
  const lines = payables.map((payable) => ({ payment: crypto.randomUUID(), payable }))
  return keepDraft(kept, { run: crypto.randomUUID(), kind, fund, lines })
}

export function keepDraft(kept: Kept, made: RunDraft): RunDraft {
  kept.setItem(keyOf(made.run), JSON.stringify(made))
  return made
}

/** The draft that was kept for a batch; null where there is none, or something else stands there. */
export function draftOf(kept: Kept, run: string): RunDraft | null {
  try {
    const read = draft.safeParse(JSON.parse(kept.getItem(keyOf(run)) ?? 'null'))
    return read.success && read.data.run === run ? read.data : null
  } catch {
    return null
  }
}

export const forgetDraft = (kept: Kept, run: string): void => kept.removeItem(keyOf(run))
