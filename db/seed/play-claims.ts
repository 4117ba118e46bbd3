import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { and, eq } from 'drizzle-orm'
import type { ClaimContent } from '#contract/money/claim.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { records } from '#db/schema/log.ts'
import { claims } from '#db/schema/payments.ts'
import { awards } from '#db/schema/rewards.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { signClaimContent } from '#seal/claim-content.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { seal } from '#seal/seal.ts'
import { verifierOf, voucherOf, voucherProof } from '#seal/voucher.ts'
import { DEMO_CLAIMS, DEMO_STRIKE_CLAIMS, type DemoClaim, type DemoStrikeClaim } from './claims.ts'
import { demoCode } from './demo-code.ts'
import { keyOf, type DemoOffice } from './found-demo.ts'

/** What a batch needs to know of a claim of the demo; `account` is what the finance browser opens. */
export type Claimed = { payable: string; seq: number; digest: string; fen: bigint; account: string }
export type ClaimDeps = {
  office: DemoOffice
  siteId: string
  ids: { tips: ReadonlyMap<string, string>; cases: ReadonlyMap<string, string> }
  now: Date
}

type Owed = typeof payables.$inferSelect
/** The part of a claim that its way of collecting brings. */
type Parts = Pick<ClaimContent, 'method' | 'hasWord'> & { sealed: Uint8Array | null; verifier: Uint8Array | null }

/**
 * Does what tipsters do at their status page and a cashier for those who took part. Gives the claims by the tip's key, or by
 * `case/participant`.
 */
export async function playClaims(tx: Transaction, deps: ClaimDeps): Promise<Map<string, Claimed>> {
  const claimed = new Map<string, Claimed>()
  for (const demo of DEMO_CLAIMS) claimed.set(demo.tip, await claimOfTip(tx, deps, demo))
  for (const demo of DEMO_STRIKE_CLAIMS)
    claimed.set(`${demo.case}/${demo.participant}`, await claimOfParticipant(tx, deps, demo))
  return claimed
}

async function claimOfTip(tx: Transaction, deps: ClaimDeps, demo: DemoClaim): Promise<Claimed> {
  const owed = await owedTo(tx, eq(awards.tipId, deps.ids.tips.get(demo.tip) ?? ''), 0)
  const keys = await codeKeys(demoCode(deps.siteId, demo.tip), deps.siteId, argon2idBytes)
  const parts =
    demo.method === 'transfer'
      ? await transfer(deps, owed, demo.to)
      : await voucher(keys.claimSecretBytes, owed, demo.word)
  const at = new Date(Math.floor(hoursBefore(deps, demo.hoursAgo).getTime() / 3_600_000) * 3_600_000)
  const account = demo.method === 'transfer' ? demo.to.account : ''
  return enter(tx, { owed, parts, secretBytes: keys.claimSecretBytes, staffId: null, at, account })
}

async function claimOfParticipant(tx: Transaction, deps: ClaimDeps, demo: DemoStrikeClaim): Promise<Claimed> {
  const owed = await owedTo(tx, eq(awards.caseId, deps.ids.cases.get(demo.case) ?? ''), demo.participant)
  const [staffId, key] = [deps.office.people.get(demo.by), deps.office.signing.get(demo.by)]
  if (staffId === undefined || key === undefined) throw new Error(`The demo has no ${demo.by}`)
  const parts = await transfer(deps, owed, demo.to)
  const at = hoursBefore(deps, demo.hoursAgo)
  const deskId = keyOf(deps.office.desks, 'finance').id
  await tx.insert(records).values({ did: 'enter-claim', staffId, deskId, at })
  return enter(tx, { owed, parts, secretBytes: key.secretBytes, staffId, at, account: demo.to.account })
}

type Entered = {
  owed: Owed
  parts: Parts
  secretBytes: Uint8Array
  staffId: string | null
  at: Date
  account: string
}

async function enter(tx: Transaction, { owed, parts, secretBytes, staffId, at, account }: Entered): Promise<Claimed> {
  const { sealed, verifier, method, hasWord } = parts
  const content: ClaimContent = {
    award: owed.awardId,
    payable: owed.id,
    seq: 1,
    fen: String(owed.fen),
    method,
    sealedSha256: sealed === null ? null : bytesToHex(sha256(sealed)),
    verifier: verifier === null ? null : bytesToHex(verifier),
    hasWord,
  }
  const digest = digestOf(content)
  await tx.insert(claims).values({
    payableId: owed.id,
    seq: 1,
    method,
    fen: owed.fen,
    sealed,
    verifier,
    hasWord,
    digest: hexToBytes(digest),
    signature: signClaimContent(secretBytes, content),
    staffId,
    at,
    fromOffice: null,
  })
  return { payable: owed.id, seq: 1, digest, fen: owed.fen, account }
}

async function transfer(
  deps: ClaimDeps,
  owed: Owed,
  to: { name: string; bank: string; account: string },
): Promise<Parts> {
  const { recipient } = keyOf(deps.office.desks, 'finance').pair
  const details = { method: 'transfer', ...to, idNumber: null }
  const sealed = await seal({ tip: owed.id, kind: 'claim-details', seq: 1 }, details, [recipient])
  return { method: 'transfer', hasWord: false, sealed, verifier: null }
}

async function voucher(claimSecretBytes: Uint8Array, owed: Owed, word: string): Promise<Parts> {
  const proof = await voucherProof(voucherOf(claimSecretBytes, owed.id), word, owed.id, argon2idBytes)
  return { method: 'voucher', hasWord: word !== '', sealed: null, verifier: verifierOf(proof) }
}

async function owedTo(tx: Transaction, ofAward: ReturnType<typeof eq>, participant: number): Promise<Owed> {
  const [row] = await tx
    .select({ owed: payables })
    .from(payables)
    .innerJoin(awards, and(eq(awards.id, payables.awardId), eq(awards.version, payables.version)))
    .where(and(ofAward, eq(payables.participant, participant)))
  if (row === undefined) throw new Error('The demo owes nothing to them')
  return row.owed
}

export const hoursBefore = ({ now }: Pick<ClaimDeps, 'now'>, hoursAgo: number): Date =>
  new Date(now.getTime() - hoursAgo * 3_600_000)
