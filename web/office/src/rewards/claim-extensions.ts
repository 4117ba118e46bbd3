import { extendClaim, extensionReason, type ClaimExtension, type ReadExtensions } from '#contract/extensions.ts'
import type { ReplyOf } from '#contract/route.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import type { Part } from '../tip/opened-tip.ts'

/** Gives more time to collect an award; the reason is sealed to the reward and audit desks. */
export async function giveTime(
  award: string,
  { nextSeq: seq, recipients }: ReadExtensions,
  { until, reason }: { until: string; reason: string },
): Promise<Answer<ReplyOf<typeof extendClaim>>> {
  const readers = recipients.map(({ recipient }) => recipient)
  const sealedB64 = toB64(await seal({ tip: award, kind: 'extension-reason', seq }, reason.trim(), readers))
  return callOffice(extendClaim, { params: { award }, body: { seq, until, sealedB64 } })
}

/** Opens why there was more time; null where the reader gets no reason. */
export async function openExtension(
  award: string,
  { seq, sealedB64 }: ClaimExtension,
  identities: readonly string[],
): Promise<Part<string> | null> {
  if (sealedB64 === null) return null
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(fromB64(sealedB64), identities, { tip: award, kind: 'extension-reason', seq })
  if (opened.is !== 'opened') return opened
  const read = extensionReason.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}

/** What is wrong with what was typed: the day is not later than the one that holds, or a reason is missing. */
export function extensionFaults(
  typed: { until: string; reason: string },
  held: string,
): { until: boolean; reason: boolean } {
  return { until: !(typed.until > held), reason: typed.reason.trim().length < 2 }
}
