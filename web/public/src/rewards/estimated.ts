import type { PublishedRulesReply } from '#contract/estimate.ts'
import type { Assessment } from '#contract/rewards/assessment.ts'
import type { Typed, WrongInEstimate } from '#contract/rewards/estimate-form.ts'
import type { HoldsForCollecting } from '#contract/rewards/rule-set.ts'
import type { ShownFields } from './what-is-shown.ts'

/** What came of the form: nothing was asked, it was sent empty, something could not be read, or an estimate. */
export type Estimated =
  | { is: 'notAsked' | 'empty' | 'unreachable' }
  | { is: 'wrong'; wrong: WrongInEstimate[] }
  | { is: 'done'; assessment: Assessment }

type Asked = { typed: Typed; fields: ShownFields; estimated: Estimated }
export type RulesShown = { is: 'rules'; isOtherAsked: boolean; collecting: HoldsForCollecting } & PublishedRulesReply &
  Asked
/** What the page of the rules has to show: them, that there are none, or that nobody answers. */
export type RewardsPage = { is: 'unreachable' | 'none' } | RulesShown
