import { DEADLINE_BOUNDS, FIGURES, type Figure, type Figures } from '#contract/deadlines.ts'

/** What is typed for each figure. */
export type FigureDraft = Record<Figure, string>
export type FigureWrong = Partial<Record<Figure, 'bounds' | 'order'>>

export function draftOf(figures: Figures): FigureDraft {
  return Object.fromEntries(FIGURES.map((figure) => [figure, String(figures[figure])])) as FigureDraft
}

/** The figures that are typed, or what is wrong with them: each has its bounds, and the order comes after the lead is told. */
export function readDraft(draft: FigureDraft): { figures: Figures } | { wrong: FigureWrong } {
  const wrong: FigureWrong = {}
  for (const figure of FIGURES) {
    const [least, most] = DEADLINE_BOUNDS[figure]
    const typed = draft[figure].trim()
    if (!/^\d{1,3}$/.test(typed) || Number(typed) < least || Number(typed) > most) wrong[figure] = 'bounds'
  }
  const isOrdered = Number(draft.leadAfter) < Number(draft.orderAfter)
  if (!wrong.orderAfter && !isOrdered) wrong.orderAfter = 'order'
  if (Object.keys(wrong).length > 0) return { wrong }
  return { figures: Object.fromEntries(FIGURES.map((figure) => [figure, Number(draft[figure])])) as Figures }
}

/** The figures in which two sets differ. */
export function differing(a: Figures, b: Figures): Figure[] {
  return FIGURES.filter((figure) => a[figure] !== b[figure])
}
