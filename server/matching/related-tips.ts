import { RELATED_ROWS, type RelatedElsewhere, type RelatedTip, type relatedTips } from '#contract/matching.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { tipBands, tipIdentifiers } from '#db/schema/matching.ts'
import { toB64 } from '../http/b64.ts'
import { Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { myDesks } from './my-desks.ts'
import {
  countSharers,
  selectInvestigators,
  selectRelations,
  selectSerials,
  selectSharing,
  type Shared,
} from './store-related.ts'
import { lastSerial, selectCandidates, selectSealed, selectWraps } from './store.ts'
import { joinedB64, type Token } from './tokens.ts'
import { NEAR_BANDS, weightOf } from './weigh.ts'

type Tie = { tip: string; serial: number; desk: string; tokens: Token[]; bands: number }

/** What belongs together with a tip: of my desks the tips, of others only that there are some and whom to ask. */
export async function related(db: Database, who: Who, tipId: string): Promise<ReplyOf<typeof relatedTips>> {
  const own = await selectSealed(db, tipId)
  if (own === null || !mayAt(who, own.deskId, 'readTips')) throw new Refusal('tipNotFound')
  const deskIds = myDesks(who, 'readTips')
  const investigators = await selectInvestigators(db)
  const all = [...new Set([...deskIds, ...investigators.map(({ id }) => id)])]
  const [identifiers, bands, relations, tips] = await Promise.all([
    selectSharing(db, tipIdentifiers, tipId, all),
    selectSharing(db, tipBands, tipId, all),
    selectRelations(db, tipId),
    lastSerial(db),
  ])
  const ties = tiesOf(identifiers, bands)
  const mine = ties.filter(({ desk }) => deskIds.includes(desk))
  const said = await selectSerials(db, [...relations.keys()], deskIds)
  for (const { tip, serial } of said)
    if (!mine.some((tie) => tie.tip === tip)) mine.push({ tip, serial: Number(serial), desk: '', tokens: [], bands: 0 })
  const counts = await countSharers(db, [...new Set(mine.flatMap(({ tokens }) => tokens))])
  const weighed = mine
    .map((tie) => ({
      ...tie,
      weight: weightOf(
        tie.tokens.map((token) => counts.get(token) ?? 1),
        tie.bands,
        tips,
      ),
    }))
    .sort((one, other) => order(one, other, relations))
    .slice(0, RELATED_ROWS)
  return {
    here: await rowsOf(db, deskIds, weighed, relations),
    elsewhere: elsewhereOf(
      ties.filter(({ desk }) => !deskIds.includes(desk)),
      investigators,
    ),
  }
}

/** Tips with a shared identifier, or with enough bands. */
function tiesOf(identifiers: readonly Shared[], bands: readonly Shared[]): Tie[] {
  const ties = new Map<string, Tie>()
  const tieOf = ({ tip, serial, desk }: Shared): Tie => {
    const tie = ties.get(tip) ?? { tip, serial, desk, tokens: [], bands: 0 }
    ties.set(tip, tie)
    return tie
  }
  for (const shared of identifiers) tieOf(shared).tokens.push(shared.token)
  for (const shared of bands) tieOf(shared).bands++
  return [...ties.values()].filter((tie) => tie.tokens.length > 0 || tie.bands >= NEAR_BANDS)
}

type Relations = Awaited<ReturnType<typeof selectRelations>>
type Weighed = Tie & { weight: number }

/** Duplicates first, what is said to be unrelated last; between them the strongest, then the newest. */
function order(one: Weighed, other: Weighed, relations: Relations): number {
  const rank = ({ tip }: Weighed): number => ['duplicate', undefined, 'unrelated'].indexOf(relations.get(tip)?.as)
  return rank(one) - rank(other) || other.weight - one.weight || other.serial - one.serial
}

async function rowsOf(
  db: Database,
  deskIds: readonly string[],
  weighed: readonly Weighed[],
  relations: Relations,
): Promise<RelatedTip[]> {
  const candidates = await selectCandidates(
    db,
    deskIds,
    weighed.map(({ serial }) => serial),
  )
  const wraps = await selectWraps(
    db,
    candidates.map(({ tip }) => tip),
  )
  return weighed.flatMap(({ tip, tokens, bands, weight }) => {
    const candidate = candidates.find((row) => row.tip === tip)
    const wrap = wraps.get(tip)
    // Given away or deleted meanwhile.
    if (candidate === undefined || wrap === undefined) return []
    const relation = relations.get(tip) ?? null
    return [{ ...candidate, wrapB64: toB64(wrap), sharedB64: joinedB64(tokens), bands, weight, relation }]
  })
}

function elsewhereOf(
  ties: readonly Tie[],
  investigators: Awaited<ReturnType<typeof selectInvestigators>>,
): RelatedElsewhere[] {
  return [...new Set(ties.map(({ desk }) => desk))].flatMap((deskId) => {
    const rows = investigators.filter(({ id }) => id === deskId)
    const [first] = rows
    if (first === undefined) return []
    const { id, nameZh, nameEn } = first
    const tips = ties.filter(({ desk }) => desk === deskId).length
    return [{ desk: { id, nameZh, nameEn }, tips, askWhom: rows.flatMap(({ lead }) => lead ?? []) }]
  })
}
