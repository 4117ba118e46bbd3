import { readFile } from 'node:fs/promises'
import { ruleSet } from '#contract/rewards/rule-set.ts'
import type { listRuleExamples } from '#contract/rule-sets.ts'
import type { ReplyOf } from '#contract/route.ts'

const FILES = ['sy-default-1.json', 'ranges-1.json'].map(
  (name) => new URL(`../../db/rule-sets/${name}`, import.meta.url),
)

/** The rule sets that ship with the product. */
export async function shippedExamples(): Promise<ReplyOf<typeof listRuleExamples>> {
  const texts = await Promise.all(FILES.map((file) => readFile(file, 'utf8')))
  return { examples: texts.map((text) => ruleSet.parse(JSON.parse(text))) }
}
