import type { RunKind } from '#contract/money/chain.ts'
import type { TakenRunStep } from '#contract/money/may-run.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { ReplyOf } from '#contract/route.ts'
import { makeRun, stepRun, type ReadRun } from '#contract/runs.ts'
import { toB64 } from '#seal/b64.ts'
import { signingKeyOf, signRunStep, type SignedRun } from '#seal/signing.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import type { Pinned } from './check-line.ts'
import { contentOf } from './run-content.ts'

/** A batch as it is sent: every line was checked in this browser. */
export type MadeRun = {
  run: string
  kind: RunKind
  fund: Fund
  lines: readonly (Pinned & { payment: string })[]
}

const signature = (over: SignedRun, memberIdentity: string): string =>
  toB64(signRunStep(signingKeyOf(memberIdentity), over))

/** Makes a batch, signed with the member's own key. The same sent again is the same batch. */
export function sendRun(made: MadeRun, memberIdentity: string): Promise<Answer<ReplyOf<typeof makeRun>>> {
  const { run, kind, fund, lines } = made
  const digest = digestOf(contentOf(run, kind, fund, lines))
  const signatureB64 = signature({ run, step: 'make', digest }, memberIdentity)
  const sent = lines.map(({ payment, payable, claimDigest, fen, accountTokenB64 }) => ({
    payment,
    payable,
    claimDigest,
    fen,
    accountTokenB64,
  }))
  return callOffice(makeRun, { params: { run }, body: { kind, fund, lines: sent, digest, signatureB64 } })
}

/** Takes a step over the lines that were seen. */
export function takeRunStep(
  { run, digest }: Pick<ReadRun, 'run' | 'digest'>,
  step: TakenRunStep,
  memberIdentity: string,
): Promise<Answer<ReplyOf<typeof stepRun>>> {
  const signatureB64 = signature({ run, step, digest }, memberIdentity)
  return callOffice(stepRun, { params: { run }, body: { step, digest, signatureB64 } })
}
