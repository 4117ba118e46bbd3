import type { CaseLevel, OpenedCase } from '#contract/cases.ts'
import type { Category } from '#contract/categories.ts'

/** The head of a case as it is being typed. */
export type CaseDraft = { title: string; filedAs: string; level: CaseLevel; category: Category; officers: string[] }
export type CaseWrong = { title?: true; officers?: true; openedAt?: true }
type Head = { title: string; filedAs: string | null; level: CaseLevel; category: Category; officers: string[] }

const MAX_OFFICERS = 12

export function draftOf(opened: OpenedCase): CaseDraft {
  const { title, filedAs, level, category, officers } = opened
  return { title, filedAs: filedAs ?? '', level, category, officers: officers.map(({ id }) => id) }
}

/** What is wrong with a head; empty when it can be kept. */
export function wrongWith({ title, officers }: CaseDraft): CaseWrong {
  return {
    ...(title.trim().length < 2 && { title: true }),
    ...((officers.length === 0 || officers.length > MAX_OFFICERS) && { officers: true }),
  }
}

/** A head as the contract wants it. */
export function headOf({ title, filedAs, level, category, officers }: CaseDraft): Head {
  return { title: title.trim(), filedAs: filedAs.trim() === '' ? null : filedAs.trim(), level, category, officers }
}
