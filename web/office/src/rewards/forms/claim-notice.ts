import type { ReadAward } from '#contract/awards.ts'
import { named } from '../speech.ts'
import { unofficialWords } from './basis.ts'
import { field, type FormModel } from './form-model.ts'
import { dayWords, type FormSpeech } from './form-speech.ts'
import { inBoth } from './sums.ts'

/**
 * 领奖通知书 for a granted award of a tip: how much, by what, how and until when; null for any other. It names nobody and no
 * telephone: where to ask is written in by hand, since no number of the city is known.
 */
export function claimNotice(speech: FormSpeech, award: ReadAward): FormModel | null {
  const content = award.versions[0]?.content
  if (award.state !== 'granted' || content?.fund !== 'tips' || award.claim === null) return null
  const { m } = speech
  const { document } = award.rules
  const until = dayWords(speech, award.claim.until)
  return {
    title: m.notice_title(),
    above: [m.notice_number({ number: award.number })],
    address: m.notice_to({ number: content.reporter }),
    paragraphs: [m.notice_granted({ rules: named(speech, document) })],
    rows: [
      field(m.notice_award(), award.number),
      field(m.form_reporter_label(), m.form_reporter({ number: content.reporter })),
      field(m.notice_amount(), inBoth(content.assessment.totalFen)),
      field(
        m.form_basis_label(),
        m.notice_basis({ rules: named(speech, document), code: document.code }),
        ...unofficialWords(speech, document),
      ),
      field(
        m.notice_until(),
        award.claim.provisional ? m.notice_until_provisional({ day: until }) : m.notice_until_day({ day: until }),
      ),
      field(m.notice_how(), document.claim === 'code' ? m.notice_how_code() : m.notice_how_identity()),
      field(m.notice_contact(), m.notice_contact_blank()),
    ],
    after: [m.notice_overdue(), m.notice_nobody_asks()],
    closing: [m.notice_seal(), m.notice_day()],
    notes: [],
  }
}
