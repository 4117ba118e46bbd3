import { SEEDLINGS, type Substance } from '#contract/substances.ts'
import { counted, PLANT, quantityWords } from './quantity-words.ts'

/** How much of a kind reaches a threshold of which one gram or plant is `factor`: 1/5000 is 5,000 株. */
export function thresholdWords(substance: Substance, factor: string): string {
  const amount = inverse(factor)
  const isCounted = (SEEDLINGS as readonly Substance[]).includes(substance)
  return isCounted ? counted(amount, PLANT) : quantityWords('drugs-weight', amount)
}

/** Whole numbers stay exact; the digits of a decimal are moved before it is divided. */
function inverse(factor: string): string {
  const [over = '1', under = '1'] = factor.includes('/') ? factor.split('/') : ['1', '1']
  if (factor.includes('/')) return divided(BigInt(under), BigInt(over))
  const [whole = '', fraction = ''] = factor.split('.')
  return divided(10n ** BigInt(fraction.length), BigInt(whole + fraction))
}

function divided(number: bigint, by: bigint): string {
  if (by === 0n) return '0'
  const thousandths = (number * 1000n) / by
  const [whole, rest] = [thousandths / 1000n, (thousandths % 1000n).toString().padStart(3, '0').replace(/0+$/, '')]
  return rest === '' ? String(whole) : `${whole}.${rest}`
}
