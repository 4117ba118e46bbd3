import type { Identifier, TipIndex } from '#contract/matching.ts'
import { isSame } from '#seal/identifiers/find-identifiers.ts'

/** What an officer does about one identifier of a tip. */
export type Decision = { do: 'confirm' | 'reject' | 'add'; identifier: Identifier }

export const EMPTY_INDEX: TipIndex = { found: [], guessed: [], rejected: [] }

/** The index after a decision. The same decision twice changes nothing more, so it can be repeated on a fresher index. */
export function decided(index: TipIndex, { do: done, identifier }: Decision): TipIndex {
  const rest: TipIndex = {
    found: without(index.found, identifier),
    guessed: without(index.guessed, identifier),
    rejected: without(index.rejected, identifier),
  }
  if (done === 'reject') return { ...rest, rejected: [...rest.rejected, identifier] }
  // What is there already keeps its place, so that no chip jumps.
  if (rest.found.length < index.found.length) return { ...rest, found: index.found }
  return { ...rest, found: [...rest.found, identifier] }
}

const without = (all: readonly Identifier[], gone: Identifier): Identifier[] => all.filter((one) => !isSame(one, gone))
