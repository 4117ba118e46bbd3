import { expect, test } from 'vitest'
import type { Graph } from '#contract/matching.ts'
import { thinned, towards, widthOf, type Wanted } from '../../../web/office/src/matching/labels.ts'
import { around, layOut } from '../../../web/office/src/matching/layout.ts'
import { addressOf, neighboursIn, nodeOfTip, pictureOf, type Names } from '../../../web/office/src/matching/picture.ts'
import { centredOn, fitted, panned, zoomed } from '../../../web/office/src/matching/view-box.ts'

const tip = (id: string): Graph['tips'][number] => ({
  tip: id,
  number: `XS-${id}`,
  desk: 'd',
  stage: 'received',
  wrapB64: '',
  indexB64: null,
  indexRevision: 0,
})
const GRAPH: Graph = {
  tips: [tip('a'), tip('b'), tip('c')],
  cases: [{ case: 'k', desk: 'e', number: 'AJ-1', title: '码头' }],
  identifiers: [
    { tokenB64: 'AAA=', tips: ['a', 'b'] },
    { tokenB64: 'BBB=', tips: ['b', 'gone'] },
  ],
  links: [{ tip: 'c', case: 'k' }],
  duplicates: [{ tip: 'b', first: 'a' }],
  isCut: false,
}
const NAMES: Names = {
  firstLines: new Map([['a', '码头有人']]),
  identifiers: new Map([['AAA=', { kind: 'plate', written: '琼b0c302', normal: '琼B0C302' }]]),
  labelOf: ({ normal }) => normal,
  unnamed: '?',
}

test('a graph becomes named things and what holds them together; what leads nowhere is left out', () => {
  const { nodes, edges } = pictureOf(GRAPH, NAMES)
  expect(nodes.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'tip XS-a',
    'tip XS-b',
    'tip XS-c',
    'identifier 琼B0C302',
    'identifier ?',
    'case AJ-1',
  ])
  expect(edges.map(({ from, to, as }) => `${from} ${as} ${to}`)).toEqual([
    'tip:a shares token:AAA=',
    'tip:b shares token:AAA=',
    'tip:b shares token:BBB=',
    'tip:c of case:k',
    'tip:b duplicate tip:a',
  ])
})

test('a tip and a case have their pages at their own desks; an identifier has none', () => {
  const { nodes } = pictureOf(GRAPH, NAMES)
  expect(nodes.map(addressOf)).toEqual([
    '/desks/d/tips/a',
    '/desks/d/tips/b',
    '/desks/d/tips/c',
    null,
    null,
    '/desks/e/cases/k',
  ])
})

test('neighbours are known from both sides, in the order of the things', () => {
  const neighbours = neighboursIn(pictureOf(GRAPH, NAMES))
  const of = (id: string): string[] =>
    (neighbours.get(id) ?? []).map(({ node, as, isTo }) => `${node.id} ${as} ${isTo}`)
  expect(of('tip:b')).toEqual(['tip:a duplicate true', 'token:AAA= shares true', 'token:BBB= shares true'])
  expect(of('tip:a')).toEqual(['tip:b duplicate false', 'token:AAA= shares true'])
  expect(of('case:k')).toEqual(['tip:c of false'])
})

/** Two hundred things: tips in groups around identifiers, some of them in two. */
function large(): Graph {
  const ids = Array.from({ length: 120 }, (_, at) => String(at))
  const identifiers = Array.from({ length: 80 }, (_, at) => ({
    tokenB64: `t${at}`,
    tips: [at, (at * 7) % 120, (at * 13 + 5) % 120].map(String),
  }))
  return { ...GRAPH, tips: ids.map(tip), identifiers, cases: [], links: [], duplicates: [] }
}

test('the layout is the same each time, at rest, and keeps two hundred things apart', () => {
  const picture = pictureOf(large(), NAMES)
  const [first, again] = [layOut(picture), layOut(picture)]
  expect([...first]).toEqual([...again])
  expect(first.size).toBe(200)
  const places = [...first.values()]
  const least = Math.min(
    ...places.flatMap((one, at) => places.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))),
  )
  expect(least).toBeGreaterThan(15)
})

test('the box holds every place and is there for none', () => {
  expect(
    around(
      [
        { x: -5, y: 2 },
        { x: 10, y: 8 },
      ],
      1,
    ),
  ).toEqual({ x: -6, y: 1, width: 17, height: 8 })
  expect(around([], 5)).toEqual({ x: -5, y: -5, width: 10, height: 10 })
})

const label = (id: string, x: number, turn: number): Wanted => ({ id, text: 'XS-2026-0001', at: { x, y: 0 }, turn })
test('labels that would cover each other are thinned, the most wanted first; closer up all have room', () => {
  const wanted = [label('far', 0, 9), label('selected', 10, -2), label('apart', 400, 5)]
  expect([...thinned(wanted, 1)].sort()).toEqual(['apart', 'selected'])
  const onSign = [label('covers', 0, 5), { ...label('sign', 30, 9), at: { x: 30, y: 20 } }]
  expect([...thinned(onSign, 1)]).toEqual(['sign'])
  expect(thinned(wanted, 12).size).toBe(3)
})

test('no two drawn labels of a large picture overlap, and the selected one and most of its neighbours are drawn', () => {
  const picture = pictureOf(large(), NAMES)
  const places = layOut(picture)
  const near = new Set((neighboursIn(picture).get(nodeOfTip('5')) ?? []).map(({ node }) => node.id))
  const wanted = picture.nodes.map(({ id, label: text }): Wanted => {
    const turn = id === nodeOfTip('5') ? -2 : near.has(id) ? -1 : 9
    return { id, text, at: places.get(id) ?? { x: 0, y: 0 }, turn }
  })
  const shown = thinned(wanted, 0.6)
  expect(shown.has(nodeOfTip('5'))).toBe(true)
  expect(shown.size).toBeGreaterThan(20)
  expect(shown.size).toBeLessThan(200)
})

test('Han signs are as wide as they are high', () => {
  expect(widthOf('琼B', 10)).toBe(16)
})

const AROUND = [
  { id: 'right', at: { x: 10, y: 1 } },
  { id: 'up', at: { x: -1, y: -10 } },
  { id: 'left below', at: { x: -10, y: 8 } },
]
const WAYS: [key: string, id: string | undefined][] = [
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowLeft', 'left below'],
  ['ArrowDown', 'left below'],
  ['x', undefined],
]
for (const [key, id] of WAYS) {
  test(`${key} leads to the neighbour that lies that way`, () => {
    expect(towards({ x: 0, y: 0 }, AROUND, key)?.id).toBe(id)
  })
}
test('where nothing lies that way, an arrow leads nowhere', () => {
  expect(towards({ x: 0, y: 0 }, [{ at: { x: -5, y: 0 } }], 'ArrowRight')).toBeUndefined()
})

test('a look at the picture: whole, closer, moved, and only as far as needed', () => {
  const size = { width: 800, height: 400 }
  const whole = fitted({ x: -400, y: -400, width: 800, height: 800 }, size)
  expect(whole).toEqual({ x: 0, y: 0, zoom: 0.5 })
  expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, size).zoom).toBe(2)
  expect(zoomed(whole, 100).zoom).toBe(4)
  expect(panned(whole, 50, 0).x).toBe(100)
  expect(centredOn(whole, { x: 100, y: 0 }, size)).toBe(whole)
  expect(centredOn(whole, { x: 900, y: 0 }, size)).toMatchObject({ x: 900, y: 0, zoom: 0.5 })
})
