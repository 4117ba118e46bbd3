import type { Identifier } from '#contract/matching.ts'
import { confirm, type Query } from '#seal/search.ts'
import { isWanted } from './query.ts'
import type { Place, ReadTip } from './read-sealed.ts'

/** A piece of a passage, and whether it is what was looked for. */
export type Piece = { text: string; isHit: boolean }
/** Words around a hit, cut out of a text that may begin earlier and end later. */
export type FoundPassage = { in: Place; pieces: Piece[]; beginsLater: boolean; endsEarlier: boolean }
/** Why a tip is an answer: an identifier that it has, or else its words. */
export type Hit = { because: Identifier | null; passages: FoundPassage[] }

// More say nothing more; the tip is one key away.
const MAX_PASSAGES = 3

/** Whether an opened tip answers a query, and where; null when its tokens only looked like it. */
export function hitIn({ words, index }: ReadTip, query: Query): Hit | null {
  const because = index?.found.find((own) => isWanted(own, query)) ?? null
  const texts = words.map(({ text }) => text)
  const passages = confirm(query, texts, index).slice(0, MAX_PASSAGES)
  // Somebody may have added an identifier that no text of the tip has in these words.
  if (because === null && passages.length === 0) return null
  return {
    because,
    passages: passages.flatMap(({ text, passage, hits }) => {
      const whole = words[text]
      if (whole === undefined) return []
      const [beginsLater, endsEarlier] = [!whole.text.startsWith(passage), !whole.text.endsWith(passage)]
      return [{ in: whole.in, pieces: piecesOf(passage, hits), beginsLater, endsEarlier }]
    }),
  }
}

// Between the parts of one identifier there is no more: 琼B·0C302.
const NOTHING_BETWEEN = /^[^\p{L}\p{N}]{0,2}$/u

/** A text cut at its hits, which may touch or overlap; hits with nothing but a sign between them are one. */
export function piecesOf(text: string, hits: readonly { start: number; end: number }[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of hits) {
    if (end <= at) continue
    const from = Math.max(start, at)
    const last = pieces.at(-1)
    if (last?.isHit && NOTHING_BETWEEN.test(text.slice(at, from))) last.text += text.slice(at, end)
    else {
      if (from > at) pieces.push({ text: text.slice(at, from), isHit: false })
      pieces.push({ text: text.slice(from, end), isHit: true })
    }
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHit: false })
  return pieces
}
