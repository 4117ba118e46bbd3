import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'

/** Where everything of the two lines stands. Lengths are those of the drawing. */
export type Flow = {
  lines: { path: string; dots: { x: number; y: number }[]; label: { x: number; y: number } }[]
  ticks: { value: number; y: number }[]
  marks: { index: number; x: number }[]
}
export type Frame = { width: number; height: number; top: number; right: number; bottom: number; left: number }

const LABEL_GAP = 16
const MARK_ROOM = 58

/** Lines over parts of a period, of values that are whole and not negative. Their names stand at their ends and never on each other. */
export function flowOf(series: readonly (readonly number[])[], frame: Frame): Flow {
  const count = series[0]?.length ?? 0
  const most = Math.max(1, ...series.flat())
  const across = scalePoint<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([frame.left, frame.width - frame.right])
  const up = scaleLinear()
    .domain([0, most])
    .nice(4)
    .range([frame.height - frame.bottom, frame.top])
  const at = (index: number): number => across(index) ?? frame.left
  const draw = line<number>((_, index) => at(index), up)
  const ends = apart(series.map((values) => up(values.at(-1) ?? 0)))
  return {
    lines: series.map((values, number) => ({
      path: draw(values) ?? '',
      dots: values.map((value, index) => ({ x: at(index), y: up(value) })),
      label: { x: frame.width - frame.right + 10, y: ends[number] ?? 0 },
    })),
    ticks: up
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, y: up(value) })),
    marks: marksOf(count, frame.width - frame.left - frame.right).map((index) => ({ index, x: at(index) })),
  }
}

/** Heights moved apart where two would stand on each other; their order stays. */
export function apart(heights: readonly number[]): number[] {
  const order = heights.map((y, index) => ({ y, index })).toSorted((one, other) => one.y - other.y)
  let last = -Infinity
  for (const each of order) {
    each.y = Math.max(each.y, last + LABEL_GAP)
    last = each.y
  }
  const over = (order.at(-1)?.y ?? 0) - Math.max(...heights, -Infinity)
  // What was pushed down is shared between both.
  const shift = over > 0 ? over / 2 : 0
  return order.toSorted((one, other) => one.index - other.index).map(({ y }) => y - shift)
}

/** Which parts are named below the axis: as many as there is room for, the first and the last among them. */
export function marksOf(count: number, width: number): number[] {
  if (count <= 1) return count === 1 ? [0] : []
  const most = Math.max(2, Math.floor(width / MARK_ROOM) + 1)
  const step = Math.max(1, Math.ceil((count - 1) / (most - 1)))
  const marks = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
  const last = marks.at(-1) ?? 0
  if (last === count - 1) return marks
  return [...(count - 1 - last < step ? marks.slice(0, -1) : marks), count - 1]
}
