import type { Graph, Identifier } from '#contract/matching.ts'
import type { Stage } from '#contract/stages.ts'

/** One thing in the picture of links. */
export type PictureNode = { id: string; label: string } & (
  | { kind: 'tip'; tip: string; desk: string; stage: Stage; firstLine: string | null }
  | { kind: 'identifier'; identifier: Identifier | null }
  | { kind: 'case'; case: string; desk: string; title: string }
)
/** `shares`: the tip has the identifier; `of`: it is linked to the case; `duplicate`: `from` repeats `to`. */
export type PictureEdge = { from: string; to: string; as: 'shares' | 'of' | 'duplicate' }
export type Picture = { nodes: PictureNode[]; edges: PictureEdge[] }

/** What the browser opened: the first lines of tips, and what tokens stand for. */
export type Names = {
  firstLines: ReadonlyMap<string, string>
  identifiers: ReadonlyMap<string, Identifier>
  labelOf: (identifier: Identifier) => string
  /** For an identifier that no opened index names. */
  unnamed: string
}

/** The id of a tip among the things of a picture. */
export const nodeOfTip = (tip: string): string => `tip:${tip}`
/** The id of a case among them. */
export const nodeOfCase = (id: string): string => `case:${id}`

/** Where a thing of the picture has its page; an identifier has none. */
export function addressOf(node: PictureNode): string | null {
  if (node.kind === 'tip') return `/desks/${node.desk}/tips/${node.tip}`
  return node.kind === 'case' ? `/desks/${node.desk}/cases/${node.case}` : null
}

/** The things of a graph and what holds them together, in the order tips, identifiers, cases. */
export function pictureOf(graph: Graph, names: Names): Picture {
  const tips = graph.tips.map(({ tip, number, desk, stage }): PictureNode => ({
    id: nodeOfTip(tip),
    kind: 'tip',
    label: number,
    tip,
    desk,
    stage,
    firstLine: names.firstLines.get(tip) ?? null,
  }))
  const identifiers = graph.identifiers.map(({ tokenB64 }): PictureNode => {
    const identifier = names.identifiers.get(tokenB64) ?? null
    return {
      id: `token:${tokenB64}`,
      kind: 'identifier',
      label: identifier ? names.labelOf(identifier) : names.unnamed,
      identifier,
    }
  })
  const cases = graph.cases.map(({ case: id, desk, number, title }): PictureNode => ({
    id: nodeOfCase(id),
    kind: 'case',
    label: number,
    case: id,
    desk,
    title,
  }))
  const nodes = [...tips, ...identifiers, ...cases]
  const known = new Set(nodes.map(({ id }) => id))
  return { nodes, edges: edgesOf(graph).filter(({ from, to }) => known.has(from) && known.has(to)) }
}

function edgesOf(graph: Graph): PictureEdge[] {
  return [
    ...graph.identifiers.flatMap(({ tokenB64, tips }) =>
      tips.map((tip): PictureEdge => ({ from: nodeOfTip(tip), to: `token:${tokenB64}`, as: 'shares' })),
    ),
    ...graph.links.map(({ tip, case: id }): PictureEdge => ({ from: nodeOfTip(tip), to: nodeOfCase(id), as: 'of' })),
    ...graph.duplicates.map(({ tip, first }): PictureEdge => ({
      from: nodeOfTip(tip),
      to: nodeOfTip(first),
      as: 'duplicate',
    })),
  ]
}

export type Neighbour = { node: PictureNode; as: PictureEdge['as']; isTo: boolean }

/** What hangs on each thing, in the order of the nodes. */
export function neighboursIn({ nodes, edges }: Picture): ReadonlyMap<string, readonly Neighbour[]> {
  const places = new Map(nodes.map((node, place) => [node.id, { node, place }]))
  const all = new Map<string, { place: number; neighbour: Neighbour }[]>(nodes.map(({ id }) => [id, []]))
  const join = (at: string, other: string, as: PictureEdge['as'], isTo: boolean): void => {
    const found = places.get(other)
    if (found) all.get(at)?.push({ place: found.place, neighbour: { node: found.node, as, isTo } })
  }
  for (const { from, to, as } of edges) {
    join(from, to, as, true)
    join(to, from, as, false)
  }
  return new Map(
    Array.from(all, ([id, found]) => [
      id,
      found.toSorted((a, b) => a.place - b.place).map(({ neighbour }) => neighbour),
    ]),
  )
}
