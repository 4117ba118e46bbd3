import type { Figure } from '#contract/deadlines.ts'
import { m } from '#words/messages.js'

/** The figures of a set of deadlines as they are asked for, in the parts of the form. */
export const FIGURE_PARTS: readonly { title: () => string; figures: readonly Figure[] }[] = [
  { title: m.figures_deadlines, figures: ['accept', 'verify', 'decide', 'close', 'answer'] },
  { title: m.figures_levels, figures: ['remindBefore', 'leadAfter', 'orderAfter', 'orderAnswer'] },
  { title: m.figures_pause, figures: ['pauseMost'] },
]

export const figureWords: Readonly<Record<Figure, () => string>> = {
  accept: m.figure_accept,
  verify: m.figure_verify,
  decide: m.figure_decide,
  close: m.figure_close,
  answer: m.figure_answer,
  remindBefore: m.figure_remind_before,
  leadAfter: m.figure_lead_after,
  orderAfter: m.figure_order_after,
  orderAnswer: m.figure_order_answer,
  pauseMost: m.figure_pause_most,
}
