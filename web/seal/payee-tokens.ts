import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Report } from '#contract/report.ts'
import { PAYEE_TOKENS_OF_REPORTER } from '#contract/rewards/content.ts'
import { fromB64, toHex } from './b64.ts'
import { expand } from './code-keys.ts'
import { identifiersIn } from './identifiers/find-identifiers.ts'
import { normalIdCard } from './identifiers/id-card.ts'
import { normalLandline } from './identifiers/landline.ts'
import { normalMobile } from './identifiers/mobile.ts'

/**
 * Tokens of the people who get a reward of a case, so that nobody gets both: for reporting, and for taking part. The server
 * compares them and learns who is meant of none. They hold for one case only: a person has others in the next.
 */

/** By what a person is known. */
export const PAYEE_KINDS = ['phone', 'id-card'] as const
export type PayeeKind = (typeof PAYEE_KINDS)[number]

/** By what a person is known, in normal forms. */
export type KnownBy = { phones: readonly string[]; idNumbers: readonly string[] }

const TOKEN_BYTES = 16

/** A phone in E.164 or an identity number, as written by somebody; null when it is none. */
export function normalPayee(kind: PayeeKind, written: string): string | null {
  if (kind === 'id-card') return normalIdCard(written)
  const mobile = normalMobile(written)
  const landline = mobile === null ? normalLandline(written) : null
  return landline !== null && HAS_AREA.test(landline) ? landline : mobile
}
/** No area but Beijing's begins with 1: everything else that does is a mobile number with a slip of the finger. */
const HAS_AREA = /^\+86(?:10\d{8}$|[2-9])/

/** HMAC-SHA256(HKDF(matching key, "payee", 32), case id ‖ 0x00 ‖ kind ‖ 0x00 ‖ normal form), the first 16 bytes, in hexadecimal. */
export function payeeTokenOf(matchingKeyB64: string, caseId: string, kind: PayeeKind, normal: string): string {
  const key = expand(fromB64(matchingKeyB64), 'payee', 32)
  return toHex(hmac(sha256, key, utf8ToBytes(`${caseId}\0${kind}\0${normal}`)).slice(0, TOKEN_BYTES))
}

/** The tokens of a person, each once, sorted so that their order says nothing. */
export function payeeTokensOf(matchingKeyB64: string, caseId: string, { phones, idNumbers }: KnownBy): string[] {
  const tokens = [
    ...phones.map((normal) => payeeTokenOf(matchingKeyB64, caseId, 'phone', normal)),
    ...idNumbers.map((normal) => payeeTokenOf(matchingKeyB64, caseId, 'id-card', normal)),
  ]
  return [...new Set(tokens)].sort()
}

/** By what a reporter said that they are known: phones and identity numbers in their name and contact, which may be empty. */
export function reporterKnownBy({ name, contact }: Pick<Report, 'name' | 'contact'>): KnownBy {
  const found = [...identifiersIn(name), ...identifiersIn(contact, 'phones')]
  const ofKinds = (...kinds: string[]): string[] => [
    ...new Set(found.filter(({ kind }) => kinds.includes(kind)).map(({ normal }) => normal)),
  ]
  return { phones: ofKinds('mobile', 'landline'), idNumbers: ofKinds('id-card') }
}

/** The tokens of a reporter in a case, as far as they said who they are; six at most: who gives more is known by those. */
export const payeeTokensOfReporter = (
  matchingKeyB64: string,
  caseId: string,
  report: Pick<Report, 'name' | 'contact'>,
): string[] => payeeTokensOf(matchingKeyB64, caseId, reporterKnownBy(report)).slice(0, PAYEE_TOKENS_OF_REPORTER)
