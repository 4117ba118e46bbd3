import type { KnownBy, PayeeKind } from '#seal/payee-tokens.ts'

/** The file `vectors-payees.json`: inputs and answers of the tokens that stand for who gets a reward. */
export type PayeeVectors = {
  matchingKeyB64: string
  /** `normal` is null where the text is none of this kind. */
  normals: { kind: PayeeKind; written: string; normal: string | null }[]
  /** A token as 32 hexadecimal digits. */
  tokens: { case: string; kind: PayeeKind; normal: string; tokenHex: string }[]
  /** What a reporter wrote of themselves, and by what that makes them known. */
  reporters: { name: string; contact: string; knownBy: KnownBy }[]
}
