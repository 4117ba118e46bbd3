import { m as t } from '#texts/messages.js'
import type { Assessment } from '#contract/rewards/assessment.ts'
import { moneyWords } from './quantity-words.ts'

/** What an assessment comes to: a sum, or from where on a person decides. */
export function totalWords({ totalFen, open }: Pick<Assessment, 'totalFen' | 'open'>): string {
  if (open.length === 0) return moneyWords(totalFen)
  if (totalFen !== '0') return t.estimate_from({ min: moneyWords(totalFen) })
  const [first] = open
  const isOneBounded = open.length === 1 && first?.kind === 'amount' && first.maxFen !== null
  return isOneBounded ? t.estimate_upto({ max: moneyWords(first.maxFen ?? '0') }) : t.estimate_by_person()
}
