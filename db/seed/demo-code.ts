import { expand } from '#seal/code-keys.ts'
import { newCode } from '#seal/codes.ts'

/** The code of a demo tip: it follows from the site, so that it can be printed at every start. Real codes are random. */
export function demoCode(siteId: string, key: string): string {
  let turn = 0
  return newCode((length) => expand(new TextEncoder().encode(siteId), `demo ${key} ${turn++}`, length))
}
