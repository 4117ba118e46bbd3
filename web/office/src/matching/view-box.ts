import type { Box, Point } from './layout.ts'

/** What is looked at: the point in the middle of the window, and how many pixels one unit of the picture takes. */
export type Look = Point & { zoom: number }
export type Size = { width: number; height: number }

const CLOSEST = 4
const FURTHEST = 0.1
// Three things that hang together need not fill the window.
const CLOSEST_FIT = 2
/** Nearer to the edge than this share of the window, a thing that is walked to comes to the middle. */
const EDGE = 0.12

/** Everything in the box, as large as it fits. */
export function fitted(box: Box, { width, height }: Size): Look {
  const zoom = Math.min(width / box.width, height / box.height, CLOSEST_FIT)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, zoom: Math.max(zoom, FURTHEST) }
}

export function zoomed(look: Look, by: number): Look {
  return { ...look, zoom: Math.min(CLOSEST, Math.max(FURTHEST, look.zoom * by)) }
}

/** Moved by pixels of the window. */
export function panned(look: Look, x: number, y: number): Look {
  return { ...look, x: look.x + x / look.zoom, y: look.y + y / look.zoom }
}

/** Moved so that the point is in sight; not at all where it is already. */
export function centredOn(look: Look, point: Point, { width, height }: Size): Look {
  const [dx, dy] = [Math.abs(point.x - look.x) * look.zoom, Math.abs(point.y - look.y) * look.zoom]
  const isInSight = dx < width * (0.5 - EDGE) && dy < height * (0.5 - EDGE)
  return isInSight ? look : { ...look, ...point }
}
