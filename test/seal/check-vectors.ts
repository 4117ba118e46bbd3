import { sha256 } from '@noble/hashes/sha2.js'
import { commitment } from '#contract/commitment.ts'
import type { Derive } from '#seal/argon2.ts'
import { fromB64, fromHex, toHex } from '#seal/b64.ts'
import { isSignedClaim, signClaim } from '#seal/claim.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { parseCode } from '#seal/codes.ts'
import { keyPairOf } from '#seal/identities.ts'
import { fingerprint, invitationProof, invitationTokenBytes, passwordKeys } from '#seal/member-keys.ts'
import { open, openFile } from '#seal/open.ts'
import { padmeBytes } from '#seal/padme.ts'
import { joinRecovery } from '#seal/recovery.ts'
import type { Change, Vectors } from './vectors-form.ts'

/**
 * Checks the test vectors against this implementation. Nothing of Node: it runs in a browser as well. Another
 * implementation of the format is right when it gives the same answers to `vectors.json`.
 */
/** What a check found: how many answers were compared, and a line for each that differs. */
export type Found = { checked: number; differences: string[] }

/** Compares every vector. `derive` is Argon2id, here or in a worker. */
export async function checkVectors(vectors: Vectors, derive: Derive): Promise<Found> {
  const found: Found = { checked: 0, differences: [] }
  const same = (about: string, got: unknown, wanted: unknown): void => {
    found.checked++
    const [gotText, wantedText] = [JSON.stringify(got), JSON.stringify(wanted)]
    if (gotText !== wantedText) found.differences.push(`${about}: ${gotText} is not ${wantedText}`)
  }
  checkPlain(vectors, same)
  await checkKeys(vectors, derive, same)
  await checkEnvelopes(vectors, same)
  await checkFiles(vectors, same)
  for (const { shares, gives } of vectors.recovery) {
    const joined = await joinRecovery(shares)
    same('recovery', joined.ok ? joined.identity : `${joined.why} ${joined.share ?? ''}`.trim(), gives)
  }
  return found
}

type Same = (about: string, got: unknown, wanted: unknown) => void

function checkPlain(vectors: Vectors, same: Same): void {
  for (const { typed, gives } of vectors.codes) {
    const parsed = parseCode(typed)
    same(`code ${typed}`, parsed.ok ? parsed.code : parsed.why, gives)
  }
  for (const { size, padded } of vectors.padme) same(`padme ${size}`, padmeBytes(size), padded)
  for (const each of vectors.claims) {
    const [secret, message] = [fromHex(each.claimSecretHex), fromHex(each.messageHex)]
    same('claim', toHex(signClaim(secret, message)), each.signatureHex)
  }
  for (const each of vectors.invitations) {
    same('invitation token', toHex(invitationTokenBytes(each.secretB64)), each.tokenHex)
    same('invitation proof', invitationProof(each.secretB64, each.recipient), each.proofB64)
  }
  for (const each of vectors.commitments) {
    const parts = {
      ...each,
      reportBytes: fromHex(each.reportHex),
      fileDigestsBytes: each.fileDigestsHex.map(fromHex),
      lookupHashBytes: fromHex(each.lookupHashHex),
      claimPublicBytes: fromHex(each.claimPublicHex),
    }
    same('commitment', toHex(commitment(parts)), each.commitmentHex)
  }
}

async function checkKeys(vectors: Vectors, derive: Derive, same: Same): Promise<void> {
  for (const each of vectors.keyPairs) {
    const pair = await keyPairOf(fromHex(each.seedHex))
    same('identity', pair.identity, each.identity)
    same('recipient', pair.recipient, each.recipient)
    same('fingerprint', fingerprint(pair.recipient), each.fingerprint)
  }
  for (const each of vectors.codeKeys) {
    const keys = await codeKeys(each.code, each.siteId, derive)
    same('lookup', toHex(keys.lookupBytes), each.lookupHex)
    same('lookup hash', toHex(keys.lookupHashBytes), each.lookupHashHex)
    same('mailbox identity', keys.mailboxIdentity, each.mailboxIdentity)
    same('mailbox recipient', fingerprint(keys.mailboxRecipient), each.mailboxFingerprint)
    same('claim secret', toHex(keys.claimSecretBytes), each.claimSecretHex)
    same('claim public', toHex(keys.claimPublicBytes), each.claimPublicHex)
    const message = fromHex('00')
    same(
      'claim verifies',
      isSignedClaim(keys.claimPublicBytes, message, signClaim(keys.claimSecretBytes, message)),
      true,
    )
  }
  for (const each of vectors.passwords) {
    const keys = await passwordKeys(each.password, each.login, each.siteId, derive)
    same('login proof', toHex(keys.loginProofBytes), each.loginProofHex)
    same('unlock identity', keys.unlockIdentity, each.unlockIdentity)
  }
}

async function checkEnvelopes(vectors: Vectors, same: Same): Promise<void> {
  for (const each of vectors.envelopes) {
    const opened = await open(ciphertext(vectors, each), [each.identity], each.at)
    same(each.about, said(opened), each.gives)
    if (opened.is === 'opened') same(`${each.about}, body`, opened.body, each.body)
  }
}

async function checkFiles(vectors: Vectors, same: Same): Promise<void> {
  for (const each of vectors.files) {
    const opened = await openFile(streamOf(ciphertext(vectors, each)), [each.identity], each.at)
    if (opened.is !== 'opened') {
      same(each.about, said(opened), each.gives)
      continue
    }
    const contentSha256Hex = await digestHex(opened.content)
    same(each.about, contentSha256Hex === null ? 'opened, content damaged' : 'opened', each.gives)
    same(`${each.about}, name`, opened.file.name, each.name)
    if (contentSha256Hex !== null) same(`${each.about}, content`, contentSha256Hex, each.contentSha256Hex)
  }
}

function ciphertext(vectors: Vectors, each: { sealed: string; change?: Change }): Uint8Array {
  const bytes = fromB64(vectors.sealedB64[each.sealed] ?? '')
  if (each.change === undefined) return bytes
  if ('cut' in each.change) return bytes.slice(0, bytes.length - each.change.cut)
  const at = each.change.flip < 0 ? bytes.length + each.change.flip : each.change.flip
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

const said = (opened: { is: string; why?: string }): string => (opened.why ? `${opened.is} ${opened.why}` : opened.is)

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(out) {
      out.enqueue(bytes)
      out.close()
    },
  })

async function digestHex(stream: ReadableStream<Uint8Array>): Promise<string | null> {
  try {
    const body = stream as ReadableStream<Uint8Array<ArrayBuffer>>
    return toHex(sha256(new Uint8Array(await new Response(body).arrayBuffer())))
  } catch {
    return null
  }
}
