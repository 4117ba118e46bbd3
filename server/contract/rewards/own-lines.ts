import type { OwnLine, OwnTaken } from '../own-award.ts'
import type { PaidLine, TakenLine } from './assessment.ts'

/** A line as the database shows it to tipsters: without ids, sources and keys. */
type Shown = Omit<PaidLine, 'key' | 'row' | 'parts' | 'elsewhere' | 'source' | 'certainty'> & {
  parts: OwnLine['parts']
  elsewhere?: readonly { quantity: string }[]
}
export type ShownLine = Shown | Pick<TakenLine, 'kind' | 'because' | 'fen' | 'limit'>

/** The lines of an assessment as everybody may see them: those that pay, with so many substances each, and what is taken away. */
export function ownLines(lines: readonly ShownLine[], mostParts = Infinity): { lines: OwnLine[]; taken: OwnTaken[] } {
  return {
    lines: lines.flatMap((line) => (line.kind === 'row' ? [ownLineOf(line, mostParts)] : [])),
    taken: lines.flatMap((line) =>
      line.kind === 'taken' ? [{ because: line.because, fen: line.fen, limit: line.limit }] : [],
    ),
  }
}

function ownLineOf({ kind: _kind, bracket, elsewhere, parts, ...line }: Shown, mostParts: number): OwnLine {
  const { from, to, pay } = bracket
  const named = parts
    .slice(0, mostParts)
    .map(({ substance, quantity, factor, equals }) => ({ substance, quantity, factor, equals }))
  return {
    ...line,
    from,
    to,
    eachFen: pay.kind === 'per-unit' ? pay.fen : null,
    parts: named,
    elsewhere: (elsewhere ?? []).map(({ quantity }) => quantity),
  }
}
