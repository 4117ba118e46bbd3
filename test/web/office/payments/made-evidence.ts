import { ed25519 } from '@noble/curves/ed25519.js'
import { commitmentOfHashes, blindParts } from '#contract/commitment.ts'
import { signedClaim, type ClaimContent } from '#contract/money/claim.ts'
import type { Evidence, TipEvidence } from '#contract/money/evidence.ts'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { composeStrikeAward, composeTipAward } from '#contract/rewards/compose.ts'
import type { AwardContent } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { CONDITIONS, type RuleSet } from '#contract/rewards/rule-set.ts'
import { entryOf, tipDigest } from '#contract/tlog/entry.ts'
import { leafHash } from '#contract/tlog/hashes.ts'
import { inclusionPath, rootOf } from '#contract/tlog/merkle.ts'
import { formatCheckpoint, formatVerifier, signNote } from '#contract/tlog/note.ts'
import { toB64 } from '#seal/b64.ts'
import { signingKeyOf, signStep } from '#seal/signing.ts'
import { keyPairOf } from '#seal/identities.ts'
import { readAward } from '../rewards/made-award.ts'
import { aKey, aLog, entryAt } from '../../../contract/tlog/a-log.ts'
import { row, rules as ruleSet } from '../rewards/made.ts'

/** An award that was approved and claimed with real signatures and a real log, for tests of what changes in it. */

export const AWARD = '11111111-1111-4111-8111-111111111111'
export const PAYABLE = '22222222-2222-4222-8222-222222222222'
const TIP = '33333333-3333-4333-8333-333333333333'
const AT = '2026-03-12T02:05:00Z'
const HASH = 'ab'.repeat(32)
const HOUR = 1_773_000_000

export const bytes = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill)
/** The claim key of the one who sent the tip, and that of a thief. */
export const REPORTER = bytes(7)
export const THIEF = bytes(8)
export const publicOf = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

/** A member key; the same seed gives the same. */
export const member = async (seed: number): Promise<string> => (await keyPairOf(bytes(seed))).identity

const PEOPLE = ['propose', 'review', 'approve', 'fund'] as const satisfies readonly AwardStep[]

/** They pay 300 yuan where somebody was arrested. */
const rules = (): RuleSet => ruleSet([row('arrests', { measure: 'arrests' })])

export function tipContent(reporter = reporterNumber(publicOf(REPORTER))): AwardContent {
  const finding = { id: PAYABLE, kind: 'arrest', substance: null, weight: null, unit: null } as const
  const findings = [{ ...finding, count: 1, measure: null, moneyFen: null }]
  const records = { award: AWARD, version: 1, case: PAYABLE, desk: PAYABLE, tip: TIP, reporter, findings }
  return composeTipAward(
    { ...records, rules: { seq: 1, document: rules() }, answered: {}, takenFen: { case: '0', year: '0' } },
    {
      kind: 'grant',
      denial: null,
      conditions: CONDITIONS.map((condition) => ({ condition, met: true })),
      joint: [],
      payees: [],
      declared: [],
      place: 'first',
      share: 10_000,
      decisions: [],
      newUser: null,
    },
    HASH,
  ).content
}

export function strikeContent(): AwardContent {
  const one = { kind: 'officer', unit: '天涯分局', staff: null, row: null, payees: ['cd'.repeat(16)] } as const
  const participants = [
    { ...one, name: '吉大海', fen: '250000', payees: [...one.payees] },
    { ...one, name: '符少芬', fen: '30000', payees: ['ef'.repeat(16)] },
  ]
  const records = { award: AWARD, version: 1, case: PAYABLE, desk: PAYABLE, rules: { seq: 1, document: rules() } }
  return composeStrikeAward(records, { participants }, HASH).content
}

/** The award with its steps, each signed by somebody else. */
export async function signedAward(content: AwardContent): Promise<Evidence['award']> {
  const digest = digestOf(content)
  const steps = PEOPLE.map(async (step, seq) => {
    const key = signingKeyOf(await member(seq + 1))
    const signatureB64 = toB64(signStep(key, { award: AWARD, version: 1, step, digest }))
    const by = { id: PAYABLE, name: step }
    const signPublicB64 = toB64(key.publicBytes)
    return { version: 1, seq, step, by, at: AT, digest, signatureB64, signPublicB64, sealedB64: null }
  })
  return readAward(content, {
    award: AWARD,
    versions: [{ version: 1, content, digest, groundsB64: null }],
    steps: await Promise.all(steps),
    state: 'granted',
    kind: 'grant',
    totalFen: content.fund === 'tips' ? content.assessment.totalFen : content.totalFen,
    needsSecond: false,
    rules: { seq: 1, effectiveFrom: '2019-01-01', document: rules() },
  })
}

export const claimContent = (more: Partial<ClaimContent> = {}): ClaimContent => ({
  award: AWARD,
  payable: PAYABLE,
  seq: 1,
  fen: '30000',
  method: 'voucher',
  sealedSha256: null,
  verifier: HASH,
  hasWord: false,
  ...more,
})

export const signed = (content: ClaimContent, secret = REPORTER): string =>
  toB64(ed25519.sign(signedClaim(content), secret))

export const claimed = (content: ClaimContent, secret = REPORTER): NonNullable<Evidence['claim']> => ({
  seq: content.seq,
  content,
  digest: digestOf(content),
  at: AT,
  signatureB64: signed(content, secret),
  isDisputed: false,
  enteredBy: null,
})

/** What the log says of the tip: its entry stands at the third of five places, under a head of this log. */
export async function tipEvidence(claimPublic: Uint8Array, seed = 1): Promise<TipEvidence> {
  const parts = {
    tip: TIP,
    reportHashBytes: bytes(1),
    filesHashBytes: bytes(2),
    lookupHashBytes: bytes(3),
    claimPublicBytes: claimPublic,
    mailboxRecipient: 'mailbox',
    tipRecipient: 'tip',
  }
  const committed = commitmentOfHashes(parts)
  const blind = blindParts(parts)
  return {
    claimPublicB64: toB64(claimPublic),
    reportHashB64: toB64(blind.reportHashBytes),
    filesHashB64: toB64(blind.filesHashBytes),
    lookupHashHashB64: toB64(blind.lookupHashHashBytes),
    mailboxHashB64: toB64(blind.mailboxHashBytes),
    tipRecipientHashB64: toB64(blind.tipRecipientHashBytes),
    entry: await entryFor(committed, seed),
  }
}

async function entryFor(committed: Uint8Array, seed: number): Promise<TipEvidence['entry']> {
  const [salt, columns, index] = [bytes(4), bytes(5), 2]
  const leaves = [0, 1, 2, 3, 4].map((at) =>
    leafHash(at === index ? entryOf(salt, tipDigest(committed, HOUR, columns)) : entryAt(at)),
  )
  const { reader } = aLog(0)
  const read: typeof reader = async (level, from, count) => (level === 0 ? leaves.slice(from, from + count) : [])
  const { signer } = aKey('lushao.test/log', seed)
  return {
    index,
    hour: HOUR,
    commitmentB64: toB64(committed),
    columnsB64: toB64(columns),
    saltB64: toB64(salt),
    pathB64: (await inclusionPath(read, index, leaves.length)).map(toB64),
    note: await signNote(
      formatCheckpoint({ origin: 'lushao.test/log', size: leaves.length, root: rootOf(leaves) }),
      signer,
    ),
  }
}

export const LOG_KEY = formatVerifier(aKey('lushao.test/log').verifier)

const owed = { payable: PAYABLE, award: AWARD, version: 1, fen: '30000', state: 'claimed' } as const

/** All of a reward that was claimed by whoever sent the tip. */
export async function goodEvidence(content: ClaimContent = claimContent()): Promise<Evidence> {
  const award = tipContent()
  return {
    payable: { ...owed, fund: 'tips', participant: 0, claimSeq: content.seq },
    award: await signedAward(award),
    claim: claimed(content),
    tip: await tipEvidence(publicOf(REPORTER)),
    freezes: [],
    logKey: LOG_KEY,
  }
}

/** The second of those who took part, entered by a member of finance. */
export async function strikeEvidence(): Promise<Evidence> {
  const cashier = signingKeyOf(await member(9))
  const content = claimContent({ method: 'transfer', sealedSha256: HASH, verifier: null })
  return {
    payable: { ...owed, fund: 'strikes', participant: 2, claimSeq: 1 },
    award: await signedAward(strikeContent()),
    claim: {
      ...claimed(content, cashier.secretBytes),
      enteredBy: { id: PAYABLE, name: '许静', signPublicB64: toB64(cashier.publicBytes) },
    },
    tip: null,
    freezes: [],
    logKey: LOG_KEY,
  }
}
