import type { Graph, Identifier } from '#contract/matching.ts'
import { tokensB64, tokensOf } from '#seal/tokens.ts'
import type { Keyring } from '../session/keyring.ts'
import { openIndex, openKeyOf } from './read-sealed.ts'

export type Opened = { firstLines: Map<string, string>; identifiers: Map<string, Identifier> }

/** Opens the keys and indexes of a graph's tips, so that its tips have a first line and its tokens have names. */
export async function openGraph(graph: Graph, keys: Keyring, onProgress: (opened: number) => void): Promise<Opened> {
  const opened: Opened = { firstLines: new Map(), identifiers: new Map() }
  const tokens = keys.matchingKeyB64 === null ? null : tokensOf(keys.matchingKeyB64)
  for (const [place, tip] of graph.tips.entries()) {
    const identity = keys.identityOf(tip.desk)
    const key = identity === null ? null : await openKeyOf(tip.tip, tip.wrapB64, identity)
    if (key !== null) opened.firstLines.set(tip.tip, key.firstLine)
    if (key !== null && tip.indexB64 !== null && tokens !== null) {
      const index = await openIndex(tip.tip, tip.indexRevision, tip.indexB64, key.identity)
      for (const one of index?.found ?? []) opened.identifiers.set(tokensB64([tokens(one.kind, one.normal)]), one)
    }
    onProgress(place + 1)
  }
  return opened
}
