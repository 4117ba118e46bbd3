import { hexToBytes } from '@noble/hashes/utils.js'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { enterAnswers } from '#contract/runs.ts'
import type { Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { PaymentsDeps } from './deps.ts'
import { takesAnswers } from './read-run.ts'
import { refusingMoney } from './refuse.ts'
import { insertOutcome, selectLines, selectOutcomes, selectRun, type Outcome } from './store-runs.ts'

type Asked = BodyOf<typeof enterAnswers>
type Answer = Asked['lines'][number]
type Entered = ReplyOf<typeof enterAnswers>

/**
 * Enters what the bank said of a batch, each line by itself: what fits stands, what does not is named. A line that was entered before,
 * from this file or another, changes nothing. Refuses `runMoved` for a batch that no bank has.
 */
export async function enterAnswersOf(
  { db, now }: PaymentsDeps,
  who: Who,
  runId: string,
  { fileDigest, lines }: Asked,
): Promise<Entered> {
  return db
    .transaction(async (tx) => {
      insist(takesAnswers(found(await selectRun(tx, runId), 'runNotFound')), 'runMoved')
      const payments = new Set((await selectLines(tx, runId)).map(({ payment }) => payment.id))
      const said = { staffId: who.staff, at: now(), fileDigest: hexToBytes(fileDigest) }
      const answered: Entered['lines'] = []
      for (const line of lines)
        answered.push({
          payment: line.payment,
          refused: payments.has(line.payment) ? await enterOne(tx, line, said) : 'answerDiffers',
        })
      await record(tx, { did: 'enter-answers', staff: who.staff })
      return { state: found(await selectRun(tx, runId), 'runNotFound').state, lines: answered }
    })
    .catch(refusingMoney('answerDiffers'))
}

type Said = Pick<Outcome, 'staffId' | 'at' | 'fileDigest'>

/** Enters one line, or says why not; what was written for it is then taken back, and for no other. */
async function enterOne(tx: Transaction, answer: Answer, said: Said): Promise<Entered['lines'][number]['refused']> {
  if (await isEntered(tx, answer)) return null
  const { payment, outcome, cause, fen } = answer
  const row = { paymentId: payment, outcome, cause, fen: BigInt(fen), bankReference: referenceIn(answer), ...said }
  try {
    await tx.transaction((inner) => insertOutcome(inner, row).catch(refusingMoney('answerDiffers')))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.refusal
    throw error
  }
}

/** A line that the bank has not decided keeps its number for the one that says what became of it. */
const referenceIn = ({ outcome, bankReference }: Answer): string | null =>
  outcome === 'unknown' ? null : bankReference

/** Whether this very answer stands already. What is unknown and was said to be is no news. */
async function isEntered(tx: Transaction, answer: Answer): Promise<boolean> {
  const before = await selectOutcomes(tx, [answer.payment])
  return before.some(
    ({ outcome: { outcome, cause, fen, bankReference } }) =>
      outcome === answer.outcome &&
      cause === answer.cause &&
      String(fen) === answer.fen &&
      bankReference === referenceIn(answer),
  )
}
