import type { proposeBudget } from '#contract/funds.ts'
import type { BodyOf } from '#contract/route.ts'
import { fenOf, plainDigits } from '../cases/decimal.ts'

/** What is typed of a document that allots something. */
export type BudgetDraft = {
  fund: 'tips' | 'strikes'
  is: 'allotted' | 'taken'
  year: string
  yuan: string
  document: string
  documentOn: string
}
export type BudgetWrong = Partial<Record<'year' | 'yuan' | 'document' | 'documentOn', true>>
type Read = Omit<BodyOf<typeof proposeBudget>, 'budget'>

const [FIRST_YEAR, LAST_YEAR] = [2019, 2099]
const MOST_LETTERS = 200

/** What was typed, or which fields are wrong. The document is not of the future. */
export function readBudget(
  draft: BudgetDraft,
  today: string,
): { is: 'read'; budget: Read } | { is: 'wrong'; wrong: BudgetWrong } {
  const { fund, is } = draft
  const [year, fen] = [Number(plainDigits(draft.year)), fenOf(draft.yuan)]
  const named = readDocument(draft, today)
  const wrong: BudgetWrong = { ...(named.is === 'wrong' ? named.wrong : {}) }
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) wrong.year = true
  if (fen === null) wrong.yuan = true
  if (fen === null || named.is === 'wrong' || wrong.year) return { is: 'wrong', wrong }
  return { is: 'read', budget: { fund, is, year, fen, ...named.document } }
}

type Named = Pick<Read, 'document' | 'documentOn'>
/** The number and day of a document, or which is wrong. */
export function readDocument(
  draft: Named,
  today: string,
): { is: 'read'; document: Named } | { is: 'wrong'; wrong: BudgetWrong } {
  const { documentOn } = draft
  const document = draft.document.trim()
  const wrong: BudgetWrong = {}
  if (document.length < 2 || document.length > MOST_LETTERS) wrong.document = true
  if (!/^20\d\d-\d\d-\d\d$/.test(documentOn) || documentOn > today) wrong.documentOn = true
  return Object.keys(wrong).length > 0 ? { is: 'wrong', wrong } : { is: 'read', document: { document, documentOn } }
}
