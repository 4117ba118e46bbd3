import type { AssessmentFacts, Decision, OpenPoint } from './assessment.ts'

/** The key under which a person decides what a later reporter of the same lead gets. */
export const LATER_LINE = 'later'

/** What a person may decide about a line, in fen; `maxFen` null: only the caps. */
export type Room = { minFen: bigint; maxFen: bigint | null }

/** What was decided about a line, or its least where nothing valid was, with what then stays open. */
export type Decided = { how: 'decided' | 'undecided'; fen: bigint; open: OpenPoint[] }

/** What people decided, looked up by line. A second decision about a line is none: the lower one holds. */
export class Decisions {
  readonly #left: Decision[]

  constructor(decisions: AssessmentFacts['decisions']) {
    this.#left = decisions.toSorted((one, other) => Number(BigInt(one.fen) - BigInt(other.fen)))
  }

  /** Takes the decision about a line out, so that what is left at the end is about no line. */
  take(line: string, { minFen, maxFen }: Room): Decided {
    const place = this.#left.findIndex((decision) => decision.line === line)
    const bounds = { line, minFen: String(minFen), maxFen: maxFen === null ? null : String(maxFen) }
    const [decision] = place < 0 ? [] : this.#left.splice(place, 1)
    if (decision === undefined) return { how: 'undecided', fen: minFen, open: [{ kind: 'amount', ...bounds }] }
    const fen = BigInt(decision.fen)
    if (fen < minFen || (maxFen !== null && fen > maxFen))
      return { how: 'undecided', fen: minFen, open: [{ kind: 'decision-out-of-bounds', ...bounds }] }
    return { how: 'decided', fen, open: [] }
  }

  /** Decisions about lines that there are not. */
  get unused(): OpenPoint[] {
    const lines = this.#left.map(({ line }) => line).toSorted()
    return lines.map((line) => ({ kind: 'decision-without-line', line }))
  }
}
