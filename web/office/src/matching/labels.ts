import type { Box, Point } from './layout.ts'

/** A label that wants a place: its text, and how soon it gets one (the smallest first). */
export type Wanted = { id: string; text: string; at: Point; turn: number }

// Of a label in the picture's own units at zoom 1. Han and full-width signs are as wide as the type is high.
const TYPE = 13
const LINE = 17
const BELOW = 12
/** From its middle, half of what a thing's sign takes. */
const SIGN = 9

const WIDE = /[\u1100-\u115f\u2e80-\uffef]/u

/** How wide a text stands in type of this size; near enough to keep labels apart. */
export function widthOf(text: string, type = TYPE): number {
  return Array.from(text).reduce((width, sign) => width + (WIDE.test(sign) ? type : type * 0.6), 0)
}

/** Labels that come before this turn are drawn even over the signs of other things. */
export const FIRST_TURNS = 0

/** How large signs are drawn: smaller where one looks from far, so that two hundred of them leave some room. */
export function signScale(zoom: number): number {
  return Math.min(1, Math.max(0.55, zoom))
}

/**
 * Whose labels are drawn: one after another in their turn, each where no earlier label and no sign stands. Labels keep their size on the
 * screen, so the closer one looks, the more have room.
 */
export function thinned(wanted: readonly Wanted[], zoom: number): ReadonlySet<string> {
  const half = (SIGN * signScale(zoom)) / zoom
  const signs = wanted.map(({ at }) => ({ x: at.x - half, y: at.y - half, width: half * 2, height: half * 2 }))
  const taken: Box[] = []
  const shown = new Set<string>()
  for (const { id, text, at, turn } of wanted.toSorted((a, b) => a.turn - b.turn)) {
    const width = widthOf(text) / zoom
    const box = { x: at.x - width / 2, y: at.y + BELOW / zoom, width, height: LINE / zoom }
    const inTheWay = turn < FIRST_TURNS ? taken : [...taken, ...signs]
    if (inTheWay.some((other) => overlap(box, other))) continue
    taken.push(box)
    shown.add(id)
  }
  return shown
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

/** The neighbour that lies most in the direction of an arrow key, or undefined where nothing lies that way. */
export function towards<T extends { at: Point }>(from: Point, others: readonly T[], key: string): T | undefined {
  const way = WAYS[key]
  if (!way) return undefined
  const ranked = others
    .map((other) => ({ other, along: along(from, other.at, way) }))
    .filter(({ along: share }) => share > 0.3)
    .sort((a, b) => b.along - a.along)
  return ranked[0]?.other
}

const WAYS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
}

/** 1 straight ahead, 0 to the side, below that behind. */
function along(from: Point, to: Point, way: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  return length === 0 ? 0 : (dx * way.x + dy * way.y) / length
}
