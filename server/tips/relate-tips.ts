import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { relateTips } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from './own-tip.ts'
import type { TipHead } from './store.ts'
import {
  deleteRelation,
  lockRelations,
  replaceRelation,
  selectArrivals,
  selectDuplicates,
  selectFirst,
  selectRelation,
  type Arrival,
} from './store-relations.ts'

type Relation = ReplyOf<typeof relateTips>
type Two = { tip: string; other: string }

/**
 * Says that two tips are the same report again, or unrelated. Duplicates are one group with one first: the tip that was
 * accepted first, else came first. Two groups become one, and all of them duplicate the first; `first` of the reply.
 */
export async function relate(db: Database, who: Who, two: Two, { as }: BodyOf<typeof relateTips>): Promise<Relation> {
  insist(two.tip !== two.other, 'invalidInput', { field: 'other' })
  return db.transaction(async (tx) => {
    await lockRelations(tx)
    const heads = await ownTips(tx, who, two)
    const [relation, hasChanged] =
      as === 'duplicate' ? await markDuplicates(tx, who.staff, two) : await markUnrelated(tx, who.staff, two)
    if (hasChanged) for (const head of heads) await recordRelated(tx, who, head)
    return relation
  })
}

/** Takes back what was said about a tip of ours and another, wherever that one is by now. Nothing said is fine. */
export async function withdraw(db: Database, who: Who, { tip, other }: Two): Promise<Record<string, never>> {
  await db.transaction(async (tx) => {
    await lockRelations(tx)
    const head = await ownTip(tx, who, tip, 'workTips', true)
    if (await deleteRelation(tx, tip, other)) await recordRelated(tx, who, head)
  })
  return {}
}

/** Which of two stays first: whichever was accepted, the earlier accepted, else the one that came earlier. */
export function staysFirst(one: Arrival, other: Arrival): Arrival {
  const [at, otherAt] = [one.acceptedAt?.getTime() ?? Infinity, other.acceptedAt?.getTime() ?? Infinity]
  if (at !== otherAt) return at < otherAt ? one : other
  return one.serial < other.serial ? one : other
}

async function markDuplicates(tx: Transaction, staffId: string, two: Two): Promise<[Relation, hasChanged: boolean]> {
  const said = await selectRelation(tx, two.tip, two.other)
  const isTakenBack = said?.as === 'unrelated' && (await deleteRelation(tx, two.tip, two.other))
  const [firstOfTip, firstOfOther] = [await selectFirst(tx, two.tip), await selectFirst(tx, two.other)]
  if (firstOfTip === firstOfOther) return [{ as: 'duplicate', first: firstOfTip }, isTakenBack]
  const [one, other] = await selectArrivals(tx, [firstOfTip, firstOfOther])
  if (one === undefined || other === undefined) throw new Error('A tip of a relation is gone')
  const first = staysFirst(one, other).tip
  const second = first === one.tip ? other.tip : one.tip
  const at = new Date()
  for (const duplicate of await selectDuplicates(tx, second)) {
    await deleteRelation(tx, second, duplicate)
    await replaceRelation(tx, { tip: first, other: duplicate, first, staffId, at })
  }
  await replaceRelation(tx, { tip: first, other: second, first, staffId, at })
  return [{ as: 'duplicate', first }, true]
}

async function markUnrelated(tx: Transaction, staffId: string, two: Two): Promise<[Relation, hasChanged: boolean]> {
  const hasChanged = (await selectRelation(tx, two.tip, two.other))?.as !== 'unrelated'
  if (hasChanged) await replaceRelation(tx, { ...two, first: null, staffId, at: new Date() })
  return [{ as: 'unrelated', first: null }, hasChanged]
}

/** Both tips, if they are of my desks, locked in the order of their ids. */
async function ownTips(tx: Transaction, who: Who, { tip, other }: Two): Promise<TipHead[]> {
  const heads: TipHead[] = []
  for (const id of [tip, other].toSorted()) heads.push(await ownTip(tx, who, id, 'workTips', true))
  return heads
}

async function recordRelated(tx: Transaction, who: Who, { tip, state }: TipHead): Promise<void> {
  await record(tx, { did: 'relate-tips', staff: who.staff, desk: state.deskId, tip: tip.id })
}
