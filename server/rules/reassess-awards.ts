import { assess } from '#contract/rewards/assess.ts'
import type { AssessmentFacts } from '#contract/rewards/assessment.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { ruleSet } from '#contract/rewards/rule-set.ts'
import { daysLater, startOfDay } from '#contract/periods.ts'
import type { reassessAwards, Reassessed } from '#contract/rule-sets.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import { dayInSanya } from '../tips/day.ts'
import type { RulesDeps } from './plugin.ts'
import { selectGranted } from './store-awards.ts'
import { selectDraft } from './store-drafts.ts'
import { selectDocument } from './store.ts'

const DAYS = 365

/**
 * Awards of the last 365 days under one rule set and under another. What people decided stays where the row is still there; all
 * else that is a person's counts with its least. Refuses `rulesNotFound`, and `rulesWrong` for a draft that is no rule set yet.
 */
export async function reassess(
  { db, now }: RulesDeps,
  { before, after }: ParamsOf<typeof reassessAwards>,
): Promise<ReplyOf<typeof reassessAwards>> {
  const since = daysLater(dayInSanya(now()), -DAYS)
  const [one, other] = [await rulesAt(db, before), await rulesAt(db, after)]
  const granted = await selectGranted(db, startOfDay(since))
  const awards = granted.map(({ number, at, fen, facts }): Reassessed => {
    const both = { before: totalUnder(one, facts), after: totalUnder(other, facts) }
    return { number, grantedOn: dayInSanya(at), fen, ...both }
  })
  return { since, awards }
}

/** A rule set by its place, or a draft by its id. */
async function rulesAt(db: Database, at: string): Promise<RuleSet> {
  if (/^\d+$/.test(at)) return found(await selectDocument(db, Number(at)), 'rulesNotFound')
  const { document } = found(await selectDraft(db, at), 'rulesNotFound')
  const read = ruleSet.safeParse(document)
  insist(read.success, 'rulesWrong')
  return read.data
}

/** What facts come to, and how many points stay with people; a decision about a row that is no more is none of them. */
function totalUnder(rules: RuleSet, facts: AssessmentFacts): Reassessed['before'] {
  const { totalFen, open } = assess(rules, facts)
  return { fen: totalFen, open: open.filter(({ kind }) => kind !== 'decision-without-line').length }
}
