import type { RuleSet } from '#contract/rewards/rule-set.ts'

/** A rule set as a file: JSON that people can read. */
export const ruleFile = (document: RuleSet): Blob =>
  new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' })
