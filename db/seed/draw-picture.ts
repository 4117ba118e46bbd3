import { encode } from 'fast-png'

type Box = { left: number; top: number; width: number; height: number; colour: readonly [number, number, number] }

const WIDTH = 480
const HEIGHT = 320

/** A shed at dusk, for a photo in the demo: drawn, so that nobody's house is shown. */
const SHED: readonly Box[] = [
  { left: 0, top: 0, width: WIDTH, height: 190, colour: [186, 205, 222] },
  { left: 0, top: 190, width: WIDTH, height: 130, colour: [196, 178, 140] },
  { left: 90, top: 110, width: 300, height: 34, colour: [38, 92, 150] },
  { left: 104, top: 144, width: 272, height: 96, colour: [214, 214, 206] },
  { left: 128, top: 162, width: 54, height: 40, colour: [24, 26, 30] },
  { left: 212, top: 162, width: 54, height: 40, colour: [24, 26, 30] },
  { left: 296, top: 156, width: 52, height: 84, colour: [110, 84, 62] },
  { left: 290, top: 148, width: 6, height: 6, colour: [200, 60, 50] },
  { left: 350, top: 148, width: 6, height: 6, colour: [200, 60, 50] },
]

/** A small PNG. `shade` from 0 to 1 darkens it, so that several pictures differ. */
export function drawPicture(shade: number): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  for (const box of SHED) fill(data, box, 1 - shade * 0.5)
  return encode({ width: WIDTH, height: HEIGHT, data, channels: 3, depth: 8 })
}

function fill(data: Uint8Array, box: Box, light: number): void {
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++)
      data.set(
        box.colour.map((part) => part * light),
        (y * WIDTH + x) * 3,
      )
}
