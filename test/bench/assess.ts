import { readFileSync } from 'node:fs'
import { ruleSet } from '#contract/rewards/rule-set.ts'
import { millisecondsOf } from './assessments.ts'

/** How long 10,000 assessments take, by each of the sets that ship. Prints the figures of the README: `npx node test/bench/assess.ts`. */
const CASES = 10_000
for (const file of ['sy-default-1', 'ranges-1']) {
  const text = readFileSync(new URL(`../../db/rule-sets/${file}.json`, import.meta.url), 'utf8')
  const set = ruleSet.parse(JSON.parse(text))
  console.log(
    `${set.code}: ${CASES.toLocaleString('en')} assessments in ${Math.round(millisecondsOf(set, CASES, 3))} ms`,
  )
}
