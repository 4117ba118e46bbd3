import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { Picture } from './picture.ts'

export type Point = { x: number; y: number }
type Placed = SimulationNodeDatum & { id: string }

// At 300 steps d3's own cooling has come to rest; the picture is drawn once and never moves by itself.
const STEPS = 300
const LINK_LENGTH = 70
const REPULSION = -260
const ROOM = 22
// Without a pull to the middle, parts that hang on nothing drift out of sight.
const PULL = 0.06

/** Where each thing lies, at rest. The same picture gives the same places: d3 starts on a spiral and draws no random numbers of ours. */
export function layOut({ nodes, edges }: Picture): ReadonlyMap<string, Point> {
  const placed = nodes.map(({ id }): Placed => ({ id }))
  const links = edges.map(({ from, to }) => ({ source: from, target: to }))
  forceSimulation(placed)
    .force(
      'links',
      forceLink<Placed, (typeof links)[number]>(links)
        .id(({ id }) => id)
        .distance(LINK_LENGTH),
    )
    .force('apart', forceManyBody().strength(REPULSION).distanceMax(600))
    .force('room', forceCollide(ROOM))
    .force('x', forceX(0).strength(PULL))
    .force('y', forceY(0).strength(PULL))
    .stop()
    .tick(STEPS)
  return new Map(placed.map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]))
}

export type Box = { x: number; y: number; width: number; height: number }

/** The smallest box around all places, with some room for labels. */
export function around(places: Iterable<Point>, room: number): Box {
  const all = [...places]
  if (all.length === 0) return { x: -room, y: -room, width: room * 2, height: room * 2 }
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]
  const [right, bottom] = [Math.max(...all.map(({ x }) => x)), Math.max(...all.map(({ y }) => y))]
  return { x: left - room, y: top - room, width: right - left + room * 2, height: bottom - top + room * 2 }
}
