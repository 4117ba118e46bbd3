import type { CaseLevel, CaseStep } from '#contract/cases.ts'
import type { Category } from '#contract/categories.ts'
import type { Link } from '#contract/links.ts'
import type { Measure, OutcomeKind, Unit } from '#contract/outcomes.ts'
import type { Substance } from '#contract/substances.ts'
import { CITY_CASES } from './cases-city.ts'
import { DISTRICT_CASES } from './cases-districts.ts'
import { PAID_CASES } from './cases-paid.ts'
import { REWARD_CASES } from './cases-rewards.ts'
import type { DeskKey } from './people.ts'

/**
 * Cases of two years for the demo, all invented. Old ones come from before the demo's tips. Times are hours before the demo
 * was founded, so that it never grows old; titles and file numbers take their dates from them.
 */
export type DemoCase = {
  key: string
  desk: DeskKey
  /** What stands behind the date in the title: neutral, as the title is not sealed. */
  name: string
  level: CaseLevel
  category: Category
  /** Whether there is a filing document; its number follows from the day. */
  isFiled: boolean
  /** Logins; the first one opened the case, enters its steps and writes its account. */
  officers: readonly [string, ...string[]]
  /** In the order of entry; the first is the opening. */
  steps: readonly (readonly [CaseStep, number])[]
  /** The account, to be sealed to the desk. */
  account: string
  links: readonly DemoLink[]
  outcomes: readonly DemoOutcome[]
  mergedInto?: { key: string; hoursAgo: number }
}

/** `tip` is the key of a demo tip; `why` is sealed to the desk. `by` is somebody at the tip's desk, the case's first officer without it. */
export type DemoLink = { tip: string; as: Link; hoursAgo: number; why: string; by?: string }

export type DemoOutcome = {
  kind: OutcomeKind
  /** When it happened. It is entered by the case's first officer a few hours later. */
  hoursAgo: number
  /** Who typed it again; null while it waits. */
  confirmedBy: string | null
  substance?: Substance
  weight?: string
  unit?: Unit
  /** Number of the weighing record in its year. */
  record?: number
  count?: number
  measure?: Measure
  /** In whole yuan. */
  yuan?: number
  /** Which outcome of the list it corrects. */
  corrects?: number
  isVoid?: true
}

/** In the order in which they were opened, which is that of their numbers. */
export const DEMO_CASES: readonly DemoCase[] = [
  ...CITY_CASES,
  ...DISTRICT_CASES,
  ...REWARD_CASES,
  ...PAID_CASES,
].toSorted((one, other) => openedHoursAgo(other) - openedHoursAgo(one))

export function openedHoursAgo(demo: DemoCase): number {
  return demo.steps[0]?.[1] ?? 0
}
