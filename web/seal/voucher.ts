import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Derive } from './argon2.ts'
import { checkDigits, inFours, readDigits, type WrongDigits } from './check-digits.ts'
import { expand } from './code-keys.ts'
import { folded } from './folded.ts'

/**
 * Vouchers 领取凭证: the number under which cash is handed out at a desk. It follows from the code for one award only, so
 * there is no list of them: the server holds a verifier, and whoever reads that cannot collect.
 */

/** 14 digits, and 2 check digits by ISO 7064 MOD 97-10. */
export const VOUCHER_DIGITS = 16
const VALUES = 10n ** 14n

export type ParsedVoucher = { ok: true; voucher: string } | { ok: false; why: WrongDigits }

/**
 * The voucher of what is owed under an award: HKDF(claim secret, "lushao/v1/voucher/" ‖ payable, 16 bytes) modulo 10^14, and check
 * digits. Always the same, so it can be shown again.
 */
export function voucherOf(claimSecretBytes: Uint8Array, payable: string): string {
  const bytes = expand(claimSecretBytes, `lushao/v1/voucher/${payable}`, 16)
  const number = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n) % VALUES
  const digits = String(number).padStart(VOUCHER_DIGITS - 2, '0')
  return digits + checkDigits(digits)
}

/** Reads a voucher as a person typed it or read it out; as forgiving as `parseCode`. */
export function parseVoucher(input: string): ParsedVoucher {
  const read = readDigits(input, VOUCHER_DIGITS)
  return read.ok ? { ok: true, voucher: read.digits } : read
}

/** Four groups of four. */
export function formatVoucher(voucher: string): string {
  return inFours(voucher).join(' ')
}

/** The agreed word 口令 as it is compared: folded, letters and digits only, so that how it is written does not matter. */
export const plainWord = (word: string): string => folded(word).text.replace(/[^\p{L}\p{N}]/gu, '')

/**
 * What shows that somebody knows voucher and word: Argon2id(voucher ‖ LF ‖ plain word, salt = SHA-256("lushao/voucher/v1" ‖ payable)),
 * 32 bytes. An empty word stands for none.
 */
export const voucherProof = (voucher: string, word: string, payable: string, derive: Derive): Promise<Uint8Array> =>
  derive(`${voucher}\n${plainWord(word)}`, sha256(utf8ToBytes(`lushao/voucher/v1${payable}`)))

/** What the server holds to compare a proof with. 32 bytes. */
export const verifierOf = (proofBytes: Uint8Array): Uint8Array => sha256(proofBytes)
