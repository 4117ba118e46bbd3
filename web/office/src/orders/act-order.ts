import type { OrderStatus } from '#contract/clocks.ts'
import { acceptOrder, answerOrder, readOrder, returnOrder, type ReadOrder } from '#contract/orders.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

type Entered = Answer<{ status: OrderStatus }>
type Body = { seen: OrderStatus; seq: number; sealedB64: string }

// Two people may write in the same moment; the place is then read again.
const TRIES = 3

/** Writes the answer of the desk, sealed to it and to the audit desks. */
export function sendAnswer(seen: ReadOrder, text: string): Promise<Entered> {
  return atNextSeq(seen, text, (body) => callOffice(answerOrder, { params: { order: seen.row.order }, body }))
}

/** Sends the answer back, with a reason sealed to the same desks. */
export function sendBack(seen: ReadOrder, text: string): Promise<Entered> {
  return atNextSeq(seen, text, (body) => callOffice(returnOrder, { params: { order: seen.row.order }, body }))
}

export function accept({ row: { order, status }, nextSeq }: ReadOrder): Promise<Entered> {
  return callOffice(acceptOrder, { params: { order }, body: { seen: status, seq: nextSeq } })
}

/** Seals the words to the next place; where it is taken meanwhile, to the one after it, while the order stands as it was seen. */
async function atNextSeq(seen: ReadOrder, text: string, send: (body: Body) => Promise<Entered>): Promise<Entered> {
  let now = seen
  for (let tries = 1; ; tries++) {
    const answer = await send({
      seen: seen.row.status,
      seq: now.nextSeq,
      sealedB64: await sealEntry(now, text),
    })
    if (answer.is !== 'refused' || answer.refusal !== 'placeTaken' || tries === TRIES) return answer
    const fresh = await callOffice(readOrder, { params: { order: seen.row.order } })
    if (fresh.is !== 'done') return fresh
    now = fresh.reply
  }
}

async function sealEntry({ row, nextSeq, recipients }: ReadOrder, text: string): Promise<string> {
  const at = { tip: row.order, kind: 'order-entry', seq: nextSeq } as const
  const readers = recipients.map(({ recipient }) => recipient)
  return toB64(await seal(at, text.trim(), readers))
}
