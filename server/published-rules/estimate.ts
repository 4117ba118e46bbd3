import type { estimateReward } from '#contract/estimate.ts'
import { assess } from '#contract/rewards/assess.ts'
import { factsOf } from '#contract/rewards/estimate-facts.ts'
import { readEstimate, typedOf } from '#contract/rewards/estimate-form.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import { readRules } from './read-rules.ts'

/**
 * What a rule set would pay for what is given. Nothing of the question is kept or logged. Refuses `invalidInput` with the first
 * wrong field, and `notFound` for a rule set that is not there.
 */
export async function estimate(
  deps: { db: Database },
  params: ParamsOf<typeof estimateReward>,
): Promise<ReplyOf<typeof estimateReward>> {
  const { asked, wrong } = readEstimate(typedOf((field) => params[field]))
  const [first] = wrong
  if (first) throw new Refusal('invalidInput', { field: first.field })
  const { rules, document } = await readRules(deps, params)
  return { rules, assessment: assess(document, factsOf(asked)) }
}
