import type { Fund } from '#contract/rewards/content.ts'
import type { DemoAward } from './awards.ts'

/** The money of the demo's funds: allotted for every year in which an award of it was approved, and for the one it was founded in. */
export type DemoBudget = {
  fund: Fund
  year: number
  yuan: number
  document: string
  by: string
  confirmedBy: string
  at: Date
}

const YUAN: Readonly<Record<Fund, number>> = { tips: 3_000_000, strikes: 800_000 }
const DAY_MS = 24 * 3_600_000
/** In China the clocks show eight hours more than UTC, the whole year. */
const SANYA_MS = 8 * 3_600_000

/** Allotted on 12 January, or a day before the first approval of the year where that came earlier. */
export function demoBudgets(awards: readonly DemoAward[], now: Date): DemoBudget[] {
  const approvals = awards.flatMap(({ fund, steps }) =>
    steps
      .filter(({ step }) => step === 'approve' || step === 'approve-second')
      .map(({ hoursAgo }) => ({ fund, at: new Date(now.getTime() - hoursAgo * 3_600_000) })),
  )
  return (['tips', 'strikes'] as const).flatMap((fund) => {
    const times = [now, ...approvals.filter((one) => one.fund === fund).map(({ at }) => at)]
    return [...new Set(times.map(yearOf))]
      .toSorted((one, other) => one - other)
      .map((year) => {
        const first = Math.min(...times.filter((time) => yearOf(time) === year).map((time) => time.getTime()))
        const at = new Date(Math.min(Date.UTC(year, 0, 12, 1, 30), first - DAY_MS))
        const document = `三财预〔${year}〕${fund === 'tips' ? 18 : 19}号`
        return { fund, year, yuan: YUAN[fund], document, by: 'xu.jing', confirmedBy: 'xing.ruogu', at }
      })
  })
}

const yearOf = (time: Date): number => new Date(time.getTime() + SANYA_MS).getUTCFullYear()
