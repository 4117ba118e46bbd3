import type { JournalKind } from '#contract/money/accounts.ts'
import type { AwardContent } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Difference } from '#contract/reconciliation.ts'
import { compare, differs, groupedBy, sumOf } from './differ.ts'
import type { AwardFact, BookFacts, JournalFact, PayableFact } from './facts.ts'

/** Awards as they were signed, against what the books set aside and owe for them, and against their payables. */

/** Who is owed what by a version, by place: the reporter is 0, those who took part begin at 1. */
export function owedBy(content: AwardContent): ReadonlyMap<number, bigint> {
  if (content.fund === 'strikes') return new Map(content.participants.map(({ fen }, place) => [place + 1, BigInt(fen)]))
  return content.kind === 'deny' ? new Map() : new Map([[0, BigInt(content.assessment.totalFen)]])
}

/** What entries come to, those of some kinds added and those of others taken away. */
export const net = (
  journals: readonly JournalFact[],
  plus: readonly JournalKind[],
  minus: readonly JournalKind[],
): bigint => sumOf(journals.map(({ kind, fen }) => (plus.includes(kind) ? fen : minus.includes(kind) ? -fen : 0n)))

export function compareAwards(facts: BookFacts): Difference[] {
  const entries = groupedBy(facts.journals, ({ awardId }) => awardId)
  const payables = groupedBy(facts.payables, ({ awardId }) => awardId)
  const known = new Set(facts.awards.map(({ id }) => id))
  const alone = facts.payables.filter(({ awardId }) => !known.has(awardId))
  return [
    ...facts.awards.flatMap((award) => [
      ...compareSigned(facts, award),
      ...compareBooked(facts, award, entries.get(award.id) ?? []),
      ...comparePayables(facts, award, payables.get(award.id) ?? []),
    ]),
    ...alone.map(({ id, fen }) => differs('payable-extra', id, null, fen, { fund: facts.fund, payable: id })),
  ]
}

function compareSigned({ fund }: BookFacts, award: AwardFact): Difference[] {
  const about = { fund, award: award.id }
  const digest = digestOf(award.content)
  const total = sumOf([...owedBy(award.content).values()])
  const other = [award.digest, ...award.signed].find((signed) => signed !== digest)
  const isStrike = award.content.fund === 'strikes'
  const said = isStrike && award.content.fund === 'strikes' ? BigInt(award.content.totalFen) : total
  return [
    ...(other === undefined ? [] : [differs('award-content', award.number, other, digest, about)]),
    ...compare('award-sum', award.number, total, award.totalFen, about),
    ...compare('award-sum', award.number, total, said, about),
  ]
}

function compareBooked({ fund }: BookFacts, award: AwardFact, journals: readonly JournalFact[]): Difference[] {
  const about = { fund, award: award.id }
  const total = sumOf([...owedBy(award.content).values()])
  const inState = (state: AwardFact['state']): bigint => (award.isHome && award.state === state ? total : 0n)
  const committed = net(journals, ['commit', 'open'], ['release', 'grant'])
  const granted = net(journals, ['grant'], ['ungrant'])
  return [
    ...compare('award-committed', award.number, inState('approved'), committed, about),
    ...compare('award-granted', award.number, inState('granted'), granted, about),
  ]
}

/** One payable each for whom a granted award owes something, over the sum that was signed; those of earlier versions are cancelled. */
function comparePayables({ fund }: BookFacts, award: AwardFact, payables: readonly PayableFact[]): Difference[] {
  const isOwing = award.isHome && award.state === 'granted'
  const owed = isOwing ? owedBy(award.content) : new Map<number, bigint>()
  const standing = payables.filter(({ state }) => state !== 'cancelled')
  const over = (participant: number): string => (participant === 0 ? award.number : `${award.number}/${participant}`)
  const missing = [...owed].filter(([place]) => !standing.some((one) => isFor(one, award, place)))
  return [
    ...missing.map(([place, fen]) => differs('payable-missing', over(place), fen, null, { fund, award: award.id })),
    ...standing.flatMap((payable) => {
      const about = { fund, award: award.id, payable: payable.id }
      const fen = payable.version === award.version ? owed.get(payable.participant) : undefined
      return fen === undefined
        ? [differs('payable-extra', over(payable.participant), null, payable.fen, about)]
        : compare('payable-sum', over(payable.participant), fen, payable.fen, about)
    }),
  ]
}

const isFor = (payable: PayableFact, { version }: AwardFact, place: number): boolean =>
  payable.version === version && payable.participant === place
