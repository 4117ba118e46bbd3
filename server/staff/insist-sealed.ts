import { isAgeFile } from '#contract/envelope.ts'
import { insist } from '../http/refusal.ts'
import { bytesOf } from './read-account.ts'

/** Refuses keys that are not sealed. Null is fine: there is none. */
export function insistSealed(...sealedB64: readonly (string | null)[]): void {
  for (const text of sealedB64) insist(text === null || isAgeFile(bytesOf(text)), 'notSealed')
}
