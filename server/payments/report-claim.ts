import type { reportClaim } from '#contract/payments.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import type { PaymentsDeps } from './deps.ts'
import { holdUp } from './hold-up.ts'
import { owedFor, seenClaim } from './owed.ts'
import { refusingMoney } from './refuse.ts'

/** Holds up what a finance browser found not to hold. Of two who report at once the second changes nothing more. */
export async function report(
  { db, now }: PaymentsDeps,
  who: Who,
  payableId: string,
  { claimSeq, fault }: BodyOf<typeof reportClaim>,
): Promise<Record<string, never>> {
  await db
    .transaction(async (tx) => {
      seenClaim(await owedFor(tx, who, { payableId, act: 'report', now: now() }), claimSeq)
      const cause = fault === 'sum' ? 'books' : 'signature'
      await holdUp(tx, [payableId], { staff: who.staff, at: now(), cause })
    })
    .catch(refusingMoney('frozenAlready'))
  return {}
}
