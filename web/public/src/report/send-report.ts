import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { GaveUp, type Patience } from '#reporting/again.ts'
import { browserSend } from '../send/browser-send.ts'
import { cleanPhotos } from '#reporting/clean-photos.ts'
import type { Progress } from '#reporting/deps.ts'
import { reportOf, type ReportValues } from '#reporting/report-form.ts'
import { sendTip } from '#reporting/send-tip.ts'
import type { Wrong } from '#reporting/wrong-in-form.ts'
import type { Language } from '../frame/address.ts'
import { postedOf, type Posted } from './posted.ts'

type Filled = { values: ReportValues; files: readonly File[]; language: Language }

/** Seals and sends a report from a browser. This module brings everything that sealing needs, so it is loaded late. */
export async function sendReport(
  filled: Filled,
  patience: Patience,
  progress: Progress,
): Promise<Posted | { is: 'givenUp' }> {
  const { values, language } = filled
  const wrongWith = (wrong: Wrong[]): Posted => ({ is: 'wrong', values, wrong, filesGone: false })
  const { files, wrong } = values.keepMetadata ? { files: filled.files, wrong: [] } : await cleanPhotos(filled.files)
  if (wrong.length > 0) return wrongWith(wrong)
  try {
    const tip = reportOf(values, files, { language, sealedOnArrival: false })
    return postedOf(await sendTip({ send: browserSend, derive: deriveInWorker, patience }, tip, progress), values)
  } catch (error) {
    if (error instanceof GaveUp) return { is: 'givenUp' }
    if (error instanceof DOMException) return wrongWith([{ field: 'files', why: 'fileUnreadable', detail: '' }])
    throw error
  }
}
