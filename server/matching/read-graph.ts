import { MAX_NODES, type Graph, type readGraph } from '#contract/matching.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { tipNumber } from '../tips/number.ts'
import { myDesks } from './my-desks.ts'
import {
  selectCase,
  selectDuplicates,
  selectGraphTips,
  selectLinksOf,
  selectMine,
  selectNeighbours,
  selectSharedTokens,
} from './store-graph.ts'
import { joinedB64 } from './tokens.ts'

const STEPS = 2
/** Of an identifier that very many tips name only so many are drawn. */
const NEWEST_OF_TOKEN = 30
/** Leaves room for identifiers and cases. */
const MOST_TIPS = 120

/** What hangs together with a tip or a case, within two steps and MAX_NODES things. */
export async function graphOf(db: Database, who: Who, start: ParamsOf<typeof readGraph>): Promise<Graph> {
  const deskIds = myDesks(who, 'readTips')
  const begun = await startOf(db, who, start, deskIds)
  const reached = new Set(begun.tips)
  let isCut = false
  for (let step = 0, edge = begun.tips; step < STEPS && edge.length > 0; step++) {
    const fresh = (await nextTo(db, edge, deskIds)).filter((tip) => !reached.has(tip))
    edge = fresh.slice(0, MOST_TIPS - reached.size)
    isCut ||= edge.length < fresh.length
    for (const tip of edge) reached.add(tip)
  }
  const graph = await drawn(db, [...reached], deskIds, begun.cases)
  return withinLimit(graph, isCut)
}

async function startOf(db: Database, who: Who, start: ParamsOf<typeof readGraph>, deskIds: readonly string[]) {
  insist((start.tip === undefined) !== (start.case === undefined), 'invalidInput')
  if (start.tip !== undefined) {
    const tips = await selectMine(db, [start.tip], deskIds)
    insist(tips.length > 0, 'tipNotFound')
    return { tips, cases: [] }
  }
  const own = found(await selectCase(db, start.case ?? ''), 'caseNotFound')
  insist(mayAt(who, own.desk, 'readTips'), 'caseNotFound')
  const links = await selectLinksOf(db, 'case', [own.case], deskIds)
  const tips = await selectMine(
    db,
    links.map(({ tip }) => tip),
    deskIds,
  )
  return { tips: tips.slice(0, MOST_TIPS), cases: [own] }
}

/** Tips one step away: by an identifier, a case, or as a duplicate. */
async function nextTo(db: Database, tipIds: readonly string[], deskIds: readonly string[]): Promise<string[]> {
  const [sharing, links, duplicates] = await Promise.all([
    selectNeighbours(db, tipIds, deskIds, NEWEST_OF_TOKEN),
    selectLinksOf(db, 'tip', tipIds, deskIds),
    selectDuplicates(db, tipIds),
  ])
  const caseIds = [...new Set(links.map((link) => link.case))]
  const colleagues = caseIds.length === 0 ? [] : await selectLinksOf(db, 'case', caseIds, deskIds)
  const said = [...colleagues.map(({ tip }) => tip), ...duplicates.flatMap(({ tip, first }) => [tip, first])]
  return [...new Set([...(await selectMine(db, said, deskIds)), ...sharing])]
}

async function drawn(
  db: Database,
  tipIds: readonly string[],
  deskIds: readonly string[],
  begun: Graph['cases'],
): Promise<Graph> {
  const [tips, identifiers, links, duplicates] = await Promise.all([
    selectGraphTips(db, tipIds, deskIds),
    selectSharedTokens(db, tipIds),
    tipIds.length === 0 ? [] : selectLinksOf(db, 'tip', tipIds, deskIds),
    selectDuplicates(db, tipIds),
  ])
  const isDrawn = new Set(tips.map(({ tip }) => tip))
  const cases = new Map(
    [...begun, ...links].map(({ case: id, desk, number, title }) => [id, { case: id, desk, number, title }] as const),
  )
  return {
    tips: tips.map(({ serial, receivedAt, wrap, index, indexRevision, ...tip }) => ({
      ...tip,
      number: tipNumber(receivedAt, serial),
      wrapB64: toB64(wrap),
      indexB64: index === null ? null : toB64(index),
      indexRevision: indexRevision ?? 0,
    })),
    cases: [...cases.values()],
    identifiers: identifiers.map(({ token, tips: sharers }) => ({
      tokenB64: joinedB64([token]),
      tips: sharers.filter((tip) => isDrawn.has(tip)),
    })),
    links: links.map((link) => ({ tip: link.tip, case: link.case })).filter(({ tip }) => isDrawn.has(tip)),
    duplicates: duplicates.filter(({ tip, first }) => isDrawn.has(tip) && isDrawn.has(first)),
    isCut: false,
  }
}

/** Identifiers come rarest first: where there is no room, the commonest stay out. */
function withinLimit(graph: Graph, isCut: boolean): Graph {
  const cases = graph.cases.slice(0, MAX_NODES - graph.tips.length)
  const room = MAX_NODES - graph.tips.length - cases.length
  const identifiers = graph.identifiers.filter(({ tips }) => tips.length > 1)
  return {
    ...graph,
    cases,
    links: graph.links.filter((link) => cases.some((one) => one.case === link.case)),
    identifiers: identifiers.slice(0, room),
    isCut: isCut || cases.length < graph.cases.length || identifiers.length > room,
  }
}
