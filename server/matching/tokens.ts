import { TOKEN_BYTES } from '#contract/matching.ts'
import { fromB64 } from '../http/b64.ts'
import { Refusal } from '../http/refusal.ts'

/** Eight bytes as the database keeps them: a signed number. */
export type Token = bigint

/** The tokens of a joined text, each once. Refuses `invalidInput` when the bytes are no whole tokens. */
export function tokensOf(joinedB64: string, field: string): Token[] {
  const bytes = fromB64(joinedB64)
  if (bytes.length % TOKEN_BYTES !== 0) throw new Refusal('invalidInput', { field })
  const tokens = Array.from({ length: bytes.length / TOKEN_BYTES }, (_, place) =>
    bytes.readBigInt64BE(place * TOKEN_BYTES),
  )
  return [...new Set(tokens)]
}

/** Tokens joined in base64, as a browser reads them. */
export function joinedB64(tokens: readonly Token[]): string {
  const bytes = Buffer.alloc(tokens.length * TOKEN_BYTES)
  tokens.forEach((token, place) => bytes.writeBigInt64BE(token, place * TOKEN_BYTES))
  return bytes.toString('base64')
}
