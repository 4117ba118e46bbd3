import { isAgeFile } from '#contract/envelope.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'

/** Refuses keys that are not sealed. Null is fine: there is none. */
export function insistSealed(...sealedB64: readonly (string | null)[]): void {
  for (const text of sealedB64) insist(text === null || isAgeFile(fromB64(text)), 'notSealed')
}
