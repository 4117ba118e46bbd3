import { randomBytes, randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fileClaim, type FiledClaim } from '#contract/claims.ts'
import { signedRun, type RunKind, type RunStep } from '#contract/money/chain.ts'
import type { ClaimContent, ClaimDetails } from '#contract/money/claim.ts'
import { signedClaim } from '#contract/money/signed-claim.ts'
import type { TakenRunStep } from '#contract/money/may-run.ts'
import type { Method } from '#contract/money/names.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import { listPayables } from '#contract/payables.ts'
import { enterClaim, readPayable, tryVoucher, type ReadPayable } from '#contract/payments.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { enterAnswers, makeRun, readRun, stepRun, type ReadRun } from '#contract/runs.ts'
import { connect } from '#db/connect.ts'
import { toB64 } from '#seal/b64.ts'
import { signClaimContent } from '#seal/claim-content.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { seal } from '#seal/seal.ts'
import { verifierOf, voucherOf, voucherProof } from '#seal/voucher.ts'
import { lastHeadFileOf } from '#server/log/last-head.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { publishLog } from '#server/log/publish.ts'
import { call } from '#ui/client.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { proposed, startAwards, stepped, type AwardsWorld, type Person } from './awards-world.ts'

/** What a reporter holds of a granted award: the keys of their code, and what is owed to them. */
export type Reported = { tip: string; keys: CodeKeys; award: string; payable: string; fen: string }
export type PaymentsWorld = AwardsWorld & { publish: () => Promise<void> }

export const ACCOUNT = '6222020000000000000'

/** An office with awards, and a log under the key that its office process holds. */
export async function startPayments(): Promise<PaymentsWorld> {
  const it = await startAwards()
  const keyFile = join(dirname(it.world.blobDir), 'log-key.pem')
  let hour = Date.now()
  return {
    ...it,
    async publish() {
      const db = connect(it.world.database.officeUrl, 1)
      hour += 3_600_000
      const at = new Date(hour)
      const files = { key: await openLogKey(keyFile), lastHeadFile: lastHeadFileOf(keyFile) }
      await publishLog({ db, ...files, logName: 'log.example/sanya', now: () => at })
      await db.$client.end()
    },
  }
}

/** A tip whose reward was granted: accepted, cracked, proposed, reviewed, approved and funded by five people. */
export async function granted(it: PaymentsWorld): Promise<Reported> {
  const { tip, code } = await it.reported()
  const award = await proposed(it, { case: await it.cracked([tip]), tip })
  await stepped(it, 'zheng', award, 'review')
  await stepped(it, 'he', award, 'approve')
  const state = await stepped(it, 'xu', award, 'fund')
  if (state !== 'granted') throw new Error(`Not granted: ${state}`)
  const keys = await keysOf(it.world.deps, code)
  if ('is' in keys) throw new Error(keys.refusal)
  const { payable, fen } = await collect(it, keys)
  return { tip, keys, award, payable, fen }
}

/** What the tipster may collect now. */
export async function collect(it: PaymentsWorld, keys: CodeKeys): Promise<OwnCollect> {
  const found = await findTip(it.world.deps, keys, null)
  const own = found.is === 'found' ? found.mailbox.awards[0]?.collect : null
  if (!own) throw new Error('There is nothing to collect')
  return own
}

const transfer = (more: Partial<ClaimDetails> = {}): ClaimDetails =>
  ({
    method: 'transfer',
    name: '符某某',
    bank: '中国银行三亚分行',
    account: ACCOUNT,
    idNumber: null,
    ...more,
  }) as ClaimDetails

export const WORD = '红灯'
/** The body of a claim by these keys at the next place, with what it says changed before it is signed. */
export async function claimBody(
  it: PaymentsWorld,
  owed: Reported,
  method: Method,
  { keys = owed.keys, more = {} }: { keys?: CodeKeys; more?: Partial<ClaimContent> } = {},
): Promise<FiledClaim> {
  const { nextSeq: seq } = await collect(it, owed.keys)
  const { payable, award, fen } = owed
  const isSealed = method === 'transfer' || method === 'proxy'
  const at = { tip: payable, kind: 'claim-details', seq } as const
  const sealed = isSealed ? await seal(at, transfer(), [it.desks.finance.pair.recipient]) : null
  const isVoucher = method === 'voucher' || method === 'proxy'
  const verifier = isVoucher ? verifierOf(await proofOf(it, owed)) : null
  const content: ClaimContent = {
    award,
    payable,
    seq,
    fen,
    method,
    sealedSha256: sealed && bytesToHex(sha256(sealed)),
    verifier: verifier && bytesToHex(verifier),
    hasWord: isVoucher,
    ...more,
  }
  return {
    lookupB64: toB64(owed.keys.lookupBytes),
    payable,
    seq,
    method,
    sealedB64: sealed && toB64(sealed),
    verifierB64: verifier && toB64(verifier),
    hasWord: isVoucher,
    signatureB64: toB64(signClaimContent(keys.claimSecretBytes, content)),
  }
}

/** Claims as the tipster's browser does. */
export async function claimed(it: PaymentsWorld, owed: Reported, method: Method = 'transfer'): Promise<void> {
  const answer = await call(it.world.send, fileClaim, { body: await claimBody(it, owed, method) })
  if (answer.is !== 'done') throw new Error(answer.is === 'refused' ? answer.refusal : answer.is)
}

/** What the finance browser makes of the voucher and the word. */
export const proofOf = (it: PaymentsWorld, { keys, payable }: Reported, word = WORD): Promise<Uint8Array> =>
  voucherProof(voucherOf(keys.claimSecretBytes, payable), word, payable, it.world.deps.derive)

/** Presents a voucher at the desk; how it was taken. */
export async function presented(it: PaymentsWorld, owed: Reported, word = WORD, by: Person = 'xu'): Promise<string> {
  const claimSeq = (await seen(it, owed.payable, by)).evidence.payable.claimSeq ?? 0
  const body = { claimSeq, proofB64: toB64(await proofOf(it, owed, word)) }
  return it.as(by).refusal(tryVoucher, { params: { payable: owed.payable }, body })
}

export const seen = (it: PaymentsWorld, payable: string, by: Person = 'xu'): Promise<ReadPayable> =>
  it.as(by).done(readPayable, { params: { payable } })
export const runSeen = (it: PaymentsWorld, run: string, by: Person = 'xu'): Promise<ReadRun> =>
  it.as(by).done(readRun, { params: { run } })

type Sent = { params: { run: string }; body: BodyOf<typeof makeRun> }
/** A batch as the cashier's browser makes it of what it sees. */
export async function runOf(
  it: PaymentsWorld,
  payables: readonly string[],
  { kind = 'bank', by = 'xu', fund = 'tips' }: { kind?: RunKind; by?: Person; fund?: Fund } = {},
): Promise<Sent> {
  const run = randomUUID()
  const lines = []
  for (const payable of payables) {
    const { evidence } = await seen(it, payable, by)
    lines.push({
      payment: randomUUID(),
      payable,
      claimDigest: evidence.claim?.digest ?? '',
      fen: evidence.payable.fen,
      accountTokenB64: kind === 'bank' ? toB64(randomBytes(16)) : null,
    })
  }
  return signedRunOf(it, { run, kind, fund, lines }, by)
}

/** The same lines signed again, with whatever was changed of them. */
export function signedRunOf(
  it: PaymentsWorld,
  { run, kind, fund, lines }: { run: string } & Pick<Sent['body'], 'kind' | 'fund' | 'lines'>,
  by: Person = 'xu',
): Sent {
  const said = lines.map(({ accountTokenB64: _token, ...line }) => line)
  const digest = digestOf({ run, kind, fund, lines: said })
  return { params: { run }, body: { kind, fund, lines, digest, signatureB64: signature(it, by, run, 'make', digest) } }
}

const signature = (it: PaymentsWorld, by: Person, run: string, step: RunStep, digest: string): string =>
  it.as(by).signedB64(signedRun(run, step, digest))

/** Makes a batch; its identifier. */
export async function made(...asked: Parameters<typeof runOf>): Promise<string> {
  const sent = await runOf(...asked)
  await asked[0].as(asked[2]?.by ?? 'xu').done(makeRun, sent)
  return sent.params.run
}

export async function runStep(
  it: PaymentsWorld,
  by: Person,
  run: string,
  step: TakenRunStep,
): Promise<{ params: { run: string }; body: BodyOf<typeof stepRun> }> {
  const { digest } = await runSeen(it, run, by)
  return { params: { run }, body: { step, digest, signatureB64: signature(it, by, run, step, digest) } }
}

/** Takes a step of a batch; the state that it led to, or why not. */
export async function runStepped(it: PaymentsWorld, by: Person, run: string, step: TakenRunStep): Promise<string> {
  const answer = await it.as(by).call(stepRun, await runStep(it, by, run, step))
  if (answer.is === 'done') return answer.reply.state
  return answer.is === 'refused' ? answer.refusal : answer.is
}

type Line = BodyOf<typeof enterAnswers>['lines'][number]
/** What a bank says of the lines of a batch: all paid unless said otherwise, each under a number of its own. */
export async function answersTo(it: PaymentsWorld, run: string, change: Partial<Line> = {}): Promise<Line[]> {
  return (await runSeen(it, run)).lines.map(({ payment, fen }) => ({
    payment,
    outcome: 'paid' as const,
    cause: null,
    fen,
    bankReference: randomBytes(8).toString('hex'),
    ...change,
  }))
}
export const answered = (
  it: PaymentsWorld,
  run: string,
  lines: Line[],
  fileDigest = 'ab'.repeat(32),
): Promise<ReplyOf<typeof enterAnswers>> =>
  it.as('xu').done(enterAnswers, { params: { run }, body: { fileDigest, lines } })

/** What a browser sends to enter where somebody who took part is paid. */
export async function entering(
  it: PaymentsWorld,
  payable: string,
  by: Person = 'xu',
): Promise<{ params: { payable: string }; body: BodyOf<typeof enterClaim> }> {
  const { nextSeq: seq, recipients, evidence } = await seen(it, payable, by)
  const at = { tip: payable, kind: 'claim-details', seq } as const
  const sealed = await seal(at, transfer(), recipients)
  const { award, fen } = evidence.payable
  const said = { award, payable, seq, fen, method: 'transfer' as const, verifier: null, hasWord: false }
  const content = { ...said, sealedSha256: bytesToHex(sha256(sealed)) }
  const signatureB64 = it.as(by).signedB64(signedClaim(content))
  return { params: { payable }, body: { seq, sealedB64: toB64(sealed), signatureB64 } }
}

/** What is owed by an award, in the order of who took part. */
export async function owedBy(it: PaymentsWorld, award: string): Promise<ReplyOf<typeof listPayables>['rows']> {
  const { rows } = await it.as('xu').done(listPayables, { params: { fund: 'strikes' } })
  return rows.filter((row) => row.award === award).toSorted((one, other) => one.participant - other.participant)
}

/** What the books say: every account of tips and strikes of this year, and whether all of it balances. */
export async function books(it: PaymentsWorld): Promise<Record<string, bigint>> {
  const rows = await it.world.database.owner<{ account: string; fen: string }[]>`
    select account, sum(fen)::text as fen from postings group by account`
  const balances = Object.fromEntries(rows.map(({ account, fen }) => [account, BigInt(fen)]))
  const total = Object.values(balances).reduce((sum, fen) => sum + fen, 0n)
  if (total !== 0n) throw new Error(`The books are off by ${total}`)
  return balances
}
