import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { normalAccount } from '#contract/money/account.ts'
import { expand } from './code-keys.ts'
import { seedOf } from './identities.ts'

/**
 * What stands for the account that a payment goes to, so that an auditor sees one account in several awards and learns none. The key
 * follows from that of the finance desk: whoever opens accounts anyway can make it, and nobody else.
 */

const TOKEN_BYTES = 16

/**
 * HMAC-SHA256(HKDF(seed of the desk key, "account", 32), normal account), the first 16 bytes. Throws on an account that is not in its
 * normal form: its token would be equal to none.
 */
export function accountTokenOf(deskIdentity: string, account: string): Uint8Array {
  if (normalAccount(account) !== account) throw new TypeError('Not the normal form of an account')
  const key = expand(seedOf(deskIdentity), 'account', 32)
  return hmac(sha256, key, utf8ToBytes(account)).slice(0, TOKEN_BYTES)
}
