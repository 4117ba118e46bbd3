import { writeFileSync } from 'node:fs'
import { normalAccount } from '#contract/money/account.ts'
import { accountTokenOf } from '#seal/account-token.ts'
import { toHex } from '#seal/b64.ts'
import { keyPairOf } from '#seal/identities.ts'
import type { AccountVectors } from './account-vectors-form.ts'

/** Wrote `vectors-accounts.json`, by hand. A vector that stops passing is an account that collects twice unseen. */

const seedBytes = Uint8Array.from({ length: 32 }, (_, place) => place * 5 + 3)
const { identity } = await keyPairOf(seedBytes)
const WRITTEN = [
  '6222021202041701419',
  '6222 0212 0204 1701 419',
  '６２２２－０２１２－０２０４－１７０１－４１９',
  '46001002036051234567',
  '12345678',
  '1234567',
  '622202120204170141O',
]

const vectors: AccountVectors = {
  seedHex: toHex(seedBytes),
  deskIdentity: identity,
  accounts: WRITTEN.map((written) => {
    const account = normalAccount(written)
    return { written, account, tokenHex: account === null ? null : toHex(accountTokenOf(identity, account)) }
  }),
}
writeFileSync(new URL('./vectors-accounts.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
