import { ACCOUNTS, postingsOf, type JournalKind } from '#contract/money/accounts.ts'
import type { Difference } from '#contract/reconciliation.ts'
import { accountName, compare, differs, groupedBy, sumOf } from './differ.ts'
import type { BookFacts, JournalFact, PostingFact } from './facts.ts'

/** Entries with their sides, accounts with their balances, and budgets with their entries. */

/** What each kind of entry rests on, besides what it may name. */
const RESTS_ON: Readonly<Record<JournalKind, 'budgetId' | 'awardId' | 'payableId' | 'paymentId'>> = {
  appropriate: 'budgetId',
  reduce: 'budgetId',
  open: 'awardId',
  commit: 'awardId',
  release: 'awardId',
  grant: 'payableId',
  ungrant: 'payableId',
  lapse: 'payableId',
  decline: 'payableId',
  reserve: 'paymentId',
  unreserve: 'paymentId',
  settle: 'paymentId',
  bounce: 'paymentId',
}

/** The sides of an entry as a difference tells them: accounts in their order, with signed sums. */
const sidesOf = (sides: readonly { account: string; fen: bigint }[]): string =>
  sides
    .map(({ account, fen }) => `${account}:${fen}`)
    .toSorted()
    .join(',')

export function compareEntries(facts: BookFacts): Difference[] {
  const { fund, year, journals, postings } = facts
  const sides = groupedBy(postings, ({ journalId }) => journalId)
  const known = new Set(journals.map(({ id }) => id))
  const alone = [...sides].filter(([journal]) => !known.has(journal))
  return [
    ...(facts.isListed || journals.length + postings.length === 0
      ? []
      : [differs('year-missing', `${fund}/${year}`, year, null, { fund })]),
    ...journals.flatMap((journal) => compareSides(journal, sides.get(journal.id) ?? [])),
    ...alone.map(([journal, its]) => differs('posting-alone', journal, null, sidesOf(its), { fund })),
    ...unfounded(facts),
  ]
}

function compareSides(journal: JournalFact, sides: readonly PostingFact[]): Difference[] {
  const { id, number, kind, fund, fen, month, awardId: award, payableId: payable } = journal
  const about = { fund, journal: id, award, payable }
  const odd = sides.find((side) => side.month !== month)
  return [
    ...compare('entry-sides', number, sidesOf(postingsOf(kind, fen)), sidesOf(sides), about),
    ...(odd === undefined ? [] : [differs('entry-month', number, month, odd.month, about)]),
  ]
}

/** Entries for what is not there. */
function unfounded({ fund, journals, budgets, awards, payables, payments }: BookFacts): Difference[] {
  const ids = (things: readonly { id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id))
  const known = { budgetId: ids(budgets), awardId: ids(awards), payableId: ids(payables), paymentId: ids(payments) }
  const names = Object.keys(known) as (keyof typeof known)[]
  return journals.flatMap((journal) => {
    const missing = names.filter((name) => {
      const id = journal[name]
      return id === null ? RESTS_ON[journal.kind] === name : !known[name].has(id)
    })
    return missing.map((name) =>
      differs('entry-unfounded', journal.number, name.replace('Id', ''), null, { fund, journal: journal.id }),
    )
  })
}

/** Each balance against the sum of the sides of its account; a fund has all its accounts as soon as it has one. */
export function compareBalances({ fund, year, postings, accounts }: BookFacts): Difference[] {
  const sums = groupedBy(postings, ({ account }) => account)
  const balances = new Map<string, bigint>(accounts.map(({ account, balance }) => [account, balance]))
  const isEmpty = postings.length + accounts.length === 0
  const names = new Set(isEmpty ? [] : [...ACCOUNTS, ...sums.keys(), ...balances.keys()])
  return [...names].flatMap((account) => {
    const expected = sumOf((sums.get(account) ?? []).map(({ fen }) => fen))
    return compare('balance', accountName(fund, year, account), expected, balances.get(account) ?? null, { fund })
  })
}

/** Each budget against the one entry that it has once it is confirmed. */
export function compareBudgets({ fund, budgets, journals }: BookFacts): Difference[] {
  const entries = groupedBy(journals, ({ budgetId }) => budgetId)
  return budgets.flatMap(({ id, fen, document, isConfirmed }) => {
    const its = entries.get(id) ?? []
    const found = sumOf(its.map((entry) => (entry.kind === 'reduce' ? -entry.fen : entry.fen)))
    const expected = isConfirmed ? fen : 0n
    return compare('budget-entered', document, expected, found, { fund, journal: its[0]?.id ?? null })
  })
}
