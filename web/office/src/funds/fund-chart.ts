import { scaleBand, scaleLinear } from 'd3-scale'
import type { ShownMonth } from '#contract/funds.ts'
import { marksOf, type Frame } from '../supervision/flow-chart.ts'

/** A bar a month, in three parts that stand on each other. Lengths are those of the drawing. */
export const PARTS = ['paid', 'due', 'available'] as const
export type Part = (typeof PARTS)[number]
type Piece = { part: Part; y: number; height: number }
export type FundBars = {
  bars: { month: string; x: number; width: number; pieces: Piece[] }[]
  ticks: { fen: number; y: number }[]
  marks: { month: string; x: number }[]
}

/** What of a fund was paid, is still to be paid, and is available at the end of a month; whole fen. */
export function partsOf({ end }: Pick<ShownMonth, 'end'>): Record<Part, bigint> {
  const due = BigInt(end.committed) + BigInt(end.payable) + BigInt(end.paying)
  return { paid: BigInt(end.paid), due, available: BigInt(end.available) }
}

/** Bars from the parts of each month, up to what the largest of them comes to. */
export function fundBars(months: readonly Pick<ShownMonth, 'month' | 'end'>[], frame: Frame): FundBars {
  const sums = months.map(partsOf)
  const wholes = sums.map(({ paid, due, available }) => Number(paid + due + available))
  const up = scaleLinear()
    .domain([0, Math.max(1, ...wholes)])
    .nice(4)
    .range([frame.height - frame.bottom, frame.top])
  const across = scaleBand()
    .domain(months.map(({ month }) => month))
    .range([frame.left, frame.width - frame.right])
    .padding(0.28)
  const width = Math.min(across.bandwidth(), MOST_WIDTH)
  const shift = (across.bandwidth() - width) / 2
  const bars = months.map(({ month }, place) => ({
    month,
    x: (across(month) ?? frame.left) + shift,
    width,
    pieces: piecesOf(sums[place] ?? { paid: 0n, due: 0n, available: 0n }, up),
  }))
  return {
    bars,
    ticks: up.ticks(4).map((fen) => ({ fen, y: up(fen) })),
    marks: marksOf(months.length, frame.width - frame.left - frame.right).map((place) => ({
      month: months[place]?.month ?? '',
      x: (bars[place]?.x ?? 0) + width / 2,
    })),
  }
}
const MOST_WIDTH = 44

function piecesOf(parts: Record<Part, bigint>, up: (fen: number) => number): Piece[] {
  let below = 0
  return PARTS.map((part) => {
    const above = below + Number(parts[part])
    const piece = { part, y: up(above), height: up(below) - up(above) }
    below = above
    return piece
  })
}
