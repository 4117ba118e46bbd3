import type { Language } from '../frame/address.ts'
import { AskToResend } from '#reporting/ask-to-resend.svelte.ts'
import { EMPTY_REPORT, readReportForm, type ReportValues } from '#reporting/report-form.ts'
import { wrongInReport } from '#reporting/wrong-in-form.ts'
import type { Posted } from './posted.ts'

type Sending = { doneBytes: number; ofBytes: number }

/** A report on its way: being written, being sealed and sent, or answered. */
export class Reporting {
  /** The last answer; null while nothing was sent. */
  posted = $state.raw<Posted | null>(null)
  sending = $state.raw<Sending | null>(null)
  readonly connection = new AskToResend()

  /** What the form was last read to hold. */
  values = $state.raw<ReportValues>(EMPTY_REPORT)

  constructor(posted: Posted | null) {
    this.posted = posted
    if (posted && posted.is !== 'sent') this.values = posted.values
  }

  /** Checks the form; if it is right, seals and sends it. The form itself stays as it is until the receipt has come. */
  async submit(form: HTMLFormElement, language: Language): Promise<void> {
    if (this.sending) return
    const { values, files } = readReportForm(new FormData(form))
    this.values = values
    const wrong = wrongInReport(values, files)
    if (wrong.length > 0) {
      this.posted = { is: 'wrong', values, wrong, filesGone: false }
      return
    }
    this.posted = null
    this.sending = { doneBytes: 0, ofBytes: files.reduce((sum, file) => sum + file.size, 0) }
    try {
      const { sendReport } = await import('./send-report.ts')
      const progress = (doneBytes: number, ofBytes: number): void => void (this.sending = { doneBytes, ofBytes })
      const posted = await sendReport({ values, files, language }, this.connection, progress)
      this.posted = posted.is === 'givenUp' ? null : posted
      if (posted.is === 'sent') this.values = EMPTY_REPORT
    } catch {
      this.posted = { is: 'failed', values, why: 'offline' }
    } finally {
      this.sending = null
    }
  }
}
