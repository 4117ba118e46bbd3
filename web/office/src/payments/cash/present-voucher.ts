import type { ShownClaim } from '#contract/money/evidence.ts'
import { tryVoucher } from '#contract/payments.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { verifierOf, voucherProof } from '#seal/voucher.ts'
import { callOffice } from '../../session/call-office.ts'
import type { Failure } from '../../words/refusals.ts'

/**
 * What presenting a voucher came to. `differs`: the server and the signed claim do not agree on it, so one of them was changed: nobody
 * is paid, and the auditor has to know.
 */
export type Presented =
  | { is: 'right'; until: string }
  | { is: 'wrong'; left: number | null }
  | { is: 'differs' }
  | { is: 'failed'; failure: Failure }

/** Presents voucher and word of a claim: compared with what was signed here, and with what is stored there. Every try is counted. */
export async function presentVoucher(
  payable: string,
  { seq, content }: ShownClaim,
  voucher: string,
  word: string,
): Promise<Presented> {
  const proofBytes = await voucherProof(voucher, content.hasWord ? word : '', payable, deriveInWorker)
  const isSigned = toHex(verifierOf(proofBytes)) === content.verifier
  const body = { claimSeq: seq, proofB64: toB64(proofBytes) }
  const answer = await callOffice(tryVoucher, { params: { payable }, body })
  if (answer.is === 'done') return isSigned ? { is: 'right', until: answer.reply.until } : { is: 'differs' }
  if (answer.is === 'refused' && answer.refusal === 'voucherWrong')
    return isSigned ? { is: 'differs' } : { is: 'wrong', left: answer.body.left ?? null }
  return { is: 'failed', failure: answer }
}
