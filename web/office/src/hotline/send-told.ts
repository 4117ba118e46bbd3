import { takeTip, type Channel } from '#contract/hotline.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { GaveUp, type Patience } from '#reporting/again.ts'
import { cleanPhotos } from '#reporting/clean-photos.ts'
import type { Progress } from '#reporting/deps.ts'
import { reportOf } from '#reporting/report-form.ts'
import { sendTip } from '#reporting/send-tip.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { call } from '#ui/client.ts'
import { send } from '../session/send.ts'
import type { Told, WrongHere } from './told.ts'

export type Sent =
  | { is: 'sent'; code: string }
  | { is: 'wrong'; wrong: WrongHere[] }
  | { is: 'refused'; refusal: RefusalCode }
  | { is: 'closed' }
  | { is: 'givenUp' }

/** Seals what was told and sends it with how it came, as a citizen's browser would send its own. */
export async function sendTold(
  told: Told & { channel: Channel },
  chosen: readonly File[],
  patience: Patience,
  progress: Progress,
): Promise<Sent> {
  const { channel, language, values } = told
  const { files, wrong } = values.keepMetadata ? { files: chosen, wrong: [] } : await cleanPhotos(chosen)
  if (wrong.length > 0) return { is: 'wrong', wrong }
  const tip = reportOf(values, files, { language, sealedOnArrival: false })
  try {
    const sent = await sendTip({ send, derive: deriveInWorker, patience }, tip, progress, (send, sealed) =>
      call(send, takeTip, { body: { channel, tip: sealed } }),
    )
    return sent.is === 'tooLong' ? { is: 'wrong', wrong: [{ field: 'what', why: 'tooLongTogether' }] } : sent
  } catch (error) {
    if (error instanceof GaveUp) return { is: 'givenUp' }
    // A chosen file that is no longer there as it was.
    if (error instanceof DOMException) return { is: 'wrong', wrong: [{ field: 'files', why: 'fileUnreadable' }] }
    throw error
  }
}
