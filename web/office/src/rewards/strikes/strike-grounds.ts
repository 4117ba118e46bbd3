import { strikeGrounds, type StrikeGrounds } from '#contract/rewards/strikes.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Part } from '../../tip/opened-tip.ts'

/** Opens the reasons of an award for those who took part, with whatever desk keys the reader has. */
export async function openStrikeGrounds(
  award: string,
  version: number,
  groundsB64: string,
  identities: readonly string[],
): Promise<Part<StrikeGrounds>> {
  const opened = await open(fromB64(groundsB64), [...identities], { tip: award, kind: 'award-grounds', seq: version })
  if (opened.is !== 'opened') return opened
  const read = strikeGrounds.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
