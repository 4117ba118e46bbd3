import { MOST_OWN_AWARDS, type OwnAward, type OwnLine } from '#contract/own-award.ts'
import { ownLines, type ShownLine } from '#contract/rewards/own-lines.ts'

/** An award as the database gives it: all of its lines. */
export type AwardRow = Omit<OwnAward, 'lines' | 'taken' | 'more'> & { lines: readonly ShownLine[] }

/**
 * What awards may take of an answer that has one size. The longest message fits beside them, so that a tip with many lines still
 * shows its dialogue.
 */
export const AWARDS_BYTES = 16 * 1024
/** More substances than this make a line too long to read. */
const MOST_PARTS = 10

/** The awards of a tip, as many of their lines as there is room for; of the others how many, and what they come to. */
export function boundedAwards(rows: readonly AwardRow[]): OwnAward[] {
  const shown = rows.slice(0, MOST_OWN_AWARDS)
  const room = Math.floor(AWARDS_BYTES / Math.max(shown.length, 1))
  return shown.map((row) => bounded({ ...row, ...ownLines(row.lines, MOST_PARTS), more: moreOf([]) }, room))
}

/** The same award with fewer lines. Whether it fits is measured from all of them down, so usually once. */
function bounded(award: OwnAward, room: number): OwnAward {
  for (let count = award.lines.length; count > 0; count--) {
    const fewer = { ...award, lines: award.lines.slice(0, count), more: moreOf(award.lines.slice(count)) }
    if (Buffer.byteLength(JSON.stringify(fewer)) <= room) return fewer
  }
  return { ...award, lines: [], more: moreOf(award.lines) }
}

const moreOf = (lines: readonly OwnLine[]): OwnAward['more'] => ({
  lines: lines.length,
  fen: lines.reduce((sum, { fen }) => sum + BigInt(fen), 0n).toString(),
})
