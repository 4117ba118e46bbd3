/** The file `vectors-accounts.json`: inputs and answers of the tokens that stand for accounts. */
export type AccountVectors = {
  /** An invented finance desk: the seed of its key in hexadecimal, and the identity that follows. */
  seedHex: string
  deskIdentity: string
  /** `account` is null where what was written is none; the token, as 32 hexadecimal digits, is then null too. */
  accounts: { written: string; account: string | null; tokenHex: string | null }[]
}
