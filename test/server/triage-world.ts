import { tipKey } from '#contract/report.ts'
import { listTips, moveTip, openTip, transferTip, type OpenedTip } from '#contract/tips.ts'
import type { Move, Stage } from '#contract/stages.ts'
import type { EnvelopeKind } from '#contract/envelope.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import type { FoundedDesk } from './browser.ts'
import { sentTip, type Officer, type World } from './world.ts'

/** A new tip of a desk, opened by one of its officers. */
export async function newTip(world: World, officer: Officer, desk: FoundedDesk): Promise<OpenedTip> {
  await sentTip(world)
  const [row] = await world.database.owner`select id from tips order by serial desc limit 1`
  const tip = String(row?.['id'])
  await officer.browser.done(listTips, { params: { desk: desk.id } })
  return officer.browser.done(openTip, { params: { tip } })
}

export const again = (officer: Officer, tip: OpenedTip): Promise<OpenedTip> =>
  officer.browser.done(openTip, { params: { tip: tip.tip } })

/** Something sealed to a tip, whatever it says. */
export const sealedTo = async (tip: OpenedTip, kind: EnvelopeKind, seq: number): Promise<string> =>
  toB64(await seal({ tip: tip.tip, kind, seq }, 'words', [tip.tipRecipient]))

/** What a page sends to move a tip that it has just read. */
export async function moveOf(tip: OpenedTip, move: Move, reason = false) {
  const seq = tip.nextReasonSeq
  const reasonB64 = reason ? await sealedTo(tip, 'reason', seq) : null
  return { params: { tip: tip.tip }, body: { seen: tip.stage, move, seq, reasonB64 } }
}

/** Moves a tip and reads it again. */
export async function moved(officer: Officer, tip: OpenedTip, move: Move, reason = false): Promise<OpenedTip> {
  await officer.browser.done(moveTip, await moveOf(tip, move, reason))
  return again(officer, tip)
}

/** What a page sends to take the last move back. */
export const undoOf = (tip: OpenedTip, seen: Stage = tip.stage) => ({
  params: { tip: tip.tip },
  body: { seen, seq: tip.nextReasonSeq },
})

/** Lets time pass over the trail of a tip; only the owner of the tables can. */
export async function pass(world: World, tip: OpenedTip, interval: string): Promise<void> {
  const { owner } = world.database
  await owner`alter table tip_moves disable trigger final`
  await owner`update tip_moves set at = at - ${interval}::interval where tip_id = ${tip.tip}`
  await owner`alter table tip_moves enable trigger final`
}

/** Gives a tip to another desk, as the page does. */
export async function transferred(officer: Officer, tip: OpenedTip, from: FoundedDesk, to: FoundedDesk): Promise<void> {
  const { wrapB64, nextReasonSeq: seq } = await again(officer, tip)
  const place = { tip: tip.tip, kind: 'tip-key', seq: 0 } as const
  const key = await open(fromB64(wrapB64), [from.pair.identity], place)
  if (key.is !== 'opened') throw new Error(`The wrap is ${key.is}`)
  const wrap = toB64(await seal(place, tipKey.parse(key.body), [to.pair.recipient]))
  const body = { seen: from.id, desk: to.id, seq, wrapB64: wrap, reasonB64: await sealedTo(tip, 'reason', seq) }
  await officer.browser.done(transferTip, { params: { tip: tip.tip }, body })
}
