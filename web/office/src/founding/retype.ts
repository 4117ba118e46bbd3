import { readShare } from '#seal/recovery.ts'

/** Whether a share that was typed from paper is the one on the screen, or what is wrong with it. */
export type Retyped = 'empty' | 'right' | 'typo' | 'other'

export function checkRetyped(typed: string, share: string): Retyped {
  if (typed.trim() === '') return 'empty'
  const read = readShare(typed)
  if ('why' in read) return 'typo'
  const meant = readShare(share)
  return 'why' in meant || !isSame(read.partBytes, meant.partBytes) ? 'other' : 'right'
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
