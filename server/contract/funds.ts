import * as z from 'zod/mini'
import { PAYABLE_STATES } from './money/chain.ts'
import { FUNDS } from './rewards/content.ts'
import { id, instant, route } from './route.ts'
import { day } from './triage.ts'

/** The funds of a year 经费: what is allotted, what of it is meant for what, and the documents that it rests on. */

/** Whole fen, below zero too. */
export const signedFen = z.string().check(z.regex(/^(0|-?[1-9]\d{0,14})$/))
export const month = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/))
const positiveFen = z.string().check(z.regex(/^[1-9]\d{0,14}$/))
export const fundYear = z.coerce.number().check(z.int(), z.gte(2019), z.lte(2099))
const person = z.object({ id, name: z.string() })
export const deed = z.object({ by: person, at: instant })
export type MoneyDeedOf = z.output<typeof deed>

/** `server/contract/money/fund-view.ts` says what each figure is. */
export const fundFigures = z.object({
  budget: signedFen,
  committed: signedFen,
  payable: signedFen,
  paying: signedFen,
  paid: signedFen,
  available: signedFen,
  lapsed: signedFen,
  declined: signedFen,
})
export type ShownFigures = z.output<typeof fundFigures>

const fundMonth = z.object({
  month,
  allotted: signedFen,
  granted: signedFen,
  paid: signedFen,
  returned: signedFen,
  end: fundFigures,
})
export type ShownMonth = z.output<typeof fundMonth>

const fundView = z.object({
  fund: z.enum(FUNDS),
  figures: fundFigures,
  /** Of what is payable, what somebody has claimed. */
  claimed: signedFen,
  isNearlyUsed: z.boolean(),
  months: z.array(fundMonth),
})
export type FundView = z.output<typeof fundView>

export const readFunds = route({
  id: 'readFunds',
  about:
    'Both funds of a year: what was allotted, what of it is meant for what, and how that came about month by month.',
  method: 'GET',
  path: '/api/funds',
  params: z.object({ year: z.optional(fundYear) }),
  reply: z.object({
    today: day,
    year: z.int(),
    /** Years that have books, and this one; the newest first. */
    years: z.array(z.int()),
    funds: z.array(fundView),
  }),
})

const documentText = z.string().check(z.trim(), z.minLength(2), z.maxLength(200))

const budget = z.object({
  budget: id,
  fund: z.enum(FUNDS),
  year: z.int(),
  /** Less than zero: taken away. */
  fen: signedFen,
  document: z.string(),
  documentOn: day,
  /** The entry that it takes back, and the one that takes it back, unless that was withdrawn. */
  reverses: z.nullable(id),
  reversedBy: z.nullable(id),
  proposed: deed,
  confirmed: z.nullable(deed),
  withdrawn: z.nullable(deed),
})
export type Budget = z.output<typeof budget>

export const MOST_BUDGETS = 500

export const listBudgets = route({
  id: 'listBudgets',
  about: 'What was allotted to the funds of a year or taken away, with its documents, the newest first.',
  method: 'GET',
  path: '/api/budgets',
  params: z.object({ year: fundYear }),
  reply: z.object({ rows: z.array(budget) }),
})

export const proposeBudget = route({
  id: 'proposeBudget',
  about:
    'Enters what a document allots to a fund, or takes away. It counts when another person has confirmed it. Sending the same again changes nothing.',
  method: 'POST',
  path: '/api/budgets',
  body: z.object({
    budget: id,
    fund: z.enum(FUNDS),
    year: fundYear,
    is: z.enum(['allotted', 'taken']),
    fen: positiveFen,
    document: documentText,
    documentOn: day,
  }),
})

export const reverseBudget = route({
  id: 'reverseBudget',
  about: 'Proposes to take a confirmed entry back by one over the same sum, with the document that says so.',
  method: 'POST',
  path: '/api/budgets/:budget/reversal',
  params: z.object({ budget: id }),
  body: z.object({ budget: id, document: documentText, documentOn: day }),
})

export const confirmBudget = route({
  id: 'confirmBudget',
  about: 'Confirms what somebody else entered: now it stands in the books.',
  method: 'POST',
  path: '/api/budgets/:budget/confirmation',
  params: z.object({ budget: id }),
})

export const withdrawBudget = route({
  id: 'withdrawBudget',
  about: 'Takes an entry away that nobody has confirmed yet: one’s own, or somebody else’s.',
  method: 'DELETE',
  path: '/api/budgets/:budget',
  params: z.object({ budget: id }),
})

export const moneyOfAward = route({
  id: 'moneyOfAward',
  about:
    'How the money of an award stands, for everybody who may see it; for those who read the books also whether its fund suffices.',
  method: 'GET',
  path: '/api/awards/:award/money',
  params: z.object({ award: id }),
  reply: z.object({
    /** What is owed by the newest version, one a payee: 0 is the reporter, from 1 the place among those who took part. */
    payables: z.array(
      z.object({
        payable: id,
        participant: z.int(),
        fen: signedFen,
        state: z.enum(PAYABLE_STATES),
        isFrozen: z.boolean(),
      }),
    ),
    /** Null for those who do not read the books, and for an award that nothing is paid for. */
    fund: z.nullable(
      z.object({
        /** The year whose fund pays: the one in whose books it stands, or this one. */
        year: z.int(),
        available: signedFen,
        /** Whether its sum is set aside in it already. */
        isCommitted: z.boolean(),
        /** Whether what is available suffices for one that is not. */
        isEnough: z.boolean(),
      }),
    ),
  }),
})
export type AwardMoney = z.output<typeof moneyOfAward.reply>
