import { fail } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { intakeOf } from '../../../answers/intake-of.ts'
import { nodeDerive } from '../../../answers/node-derive.ts'
import { readPosted } from '../../../answers/read-posted.ts'
import { addressOf } from '../../../frame/address.ts'
import { postedOf, type FailedWhy, type Posted } from '../../../report/posted.ts'
import { impatient, GaveUp } from '#reporting/again.ts'
import { cleanPhotos } from '#reporting/clean-photos.ts'
import { EMPTY_REPORT, readReportForm, reportOf, type ReportValues } from '#reporting/report-form.ts'
import { sendTip } from '#reporting/send-tip.ts'
import { MOST_FORM_FILE_BYTES, wrongInReport } from '#reporting/wrong-in-form.ts'
import type { Actions } from './$types.js'

/** A report from a browser that cannot seal: sealed here, in memory, by the same code. Nothing of it is written or logged. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readPosted(event.request)
    if (form === 'tooLarge') return failed(413, EMPTY_REPORT, 'tooLarge')
    if (form === 'broken') return failed(400, EMPTY_REPORT, 'refused')
    const { values, files } = readReportForm(form)
    const posted = await sealAndSend(event, values, files)
    if (posted.is === 'wrong') return fail(400, { ...posted, filesGone: files.length > 0 })
    if (posted.is === 'failed') return failed(503, values, posted.why)
    return posted
  },
}

const failed = (status: number, values: ReportValues, why: FailedWhy) =>
  fail(status, { is: 'failed' as const, values, why })

async function sealAndSend(event: RequestEvent, values: ReportValues, files: readonly File[]): Promise<Posted> {
  const wrong = wrongInReport(values, files, MOST_FORM_FILE_BYTES)
  if (wrong.length > 0) return { is: 'wrong', values, wrong, filesGone: false }
  const clean = values.keepMetadata ? { files, wrong: [] } : await cleanPhotos(files)
  if (clean.wrong.length > 0) return { is: 'wrong', values, wrong: clean.wrong, filesGone: false }
  try {
    const tip = reportOf(values, clean.files, { language: addressOf(event.url).language, sealedOnArrival: true })
    return postedOf(await sendTip({ send: intakeOf(event), derive: nodeDerive, patience: impatient }, tip), values)
  } catch (error) {
    if (error instanceof GaveUp) return { is: 'failed', values, why: 'offline' }
    throw error
  }
}
