import { randomInt } from 'node:crypto'

/** How many entries a batch has at least. Sizes grow by four, so that what is published tells only the order of a volume. */
const LEAST = 64
const STEP = 4

/** The size of the batch that `waiting` leaves fill: 64, 256, 1,024 … */
export function batchSize(waiting: number): number {
  let size = LEAST
  while (size < waiting) size *= STEP
  return size
}

/** Which places of a batch are records', chosen at random; the others are filler. In rising order. */
export function chosenPlaces(size: number, waiting: number, random: (below: number) => number = randomInt): number[] {
  const places = Array.from({ length: size }, (_, place) => place)
  for (let at = 0; at < waiting; at++) {
    const other = at + random(size - at)
    ;[places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0]
  }
  return places.slice(0, waiting).toSorted((a, b) => a - b)
}
