import { field, fields, head, sign, text, type FormModel } from '../../rewards/forms/form-model.ts'
import { inBoth } from '../../rewards/forms/sums.ts'
import { digestLines, paperDay, type PaperSpeech } from './paper-speech.ts'

export type RunCover = {
  run: string
  /** YYYY-MM-DD in Sanya. */
  on: string
  count: number
  fen: bigint
  /** Of what the steps of the batch signed. */
  contentDigestHex: string
  file: { name: string; digestHex: string; profile: string }
  cashier: string
  checker: string | null
}

/**
 * 付款批次封面: goes with the file to the bank and back into the binder, so it says no more of the money than the file does. Whoever signs
 * it signs the digest of the file, which another file does not have.
 */
export function runCover(speech: PaperSpeech, cover: RunCover): FormModel {
  const { m } = speech
  const { file } = cover
  return {
    title: m.paper_cover(),
    above: [m.paper_number({ number: cover.run })],
    address: null,
    paragraphs: [],
    rows: [
      fields(
        [m.paper_made_on(), paperDay(speech, cover.on)],
        [m.paper_count(), m.paper_count_of({ count: cover.count })],
      ),
      field(m.paper_total(), inBoth(cover.fen.toString())),
      field(m.paper_file_name(), file.name),
      field(m.paper_profile(), file.profile),
      field(m.paper_file_digest(), ...digestLines(file.digestHex)),
      field(m.paper_content_digest(), ...digestLines(cover.contentDigestHex)),
      [
        head(2, m.paper_cashier()),
        sign(4, cover.cashier, m.paper_pen()),
        head(2, m.paper_checker()),
        sign(4, cover.checker ?? '', m.paper_pen()),
      ],
      [
        head(2, m.paper_approver()),
        sign(4, '', m.paper_pen()),
        head(2, m.paper_bank_clerk()),
        sign(4, '', m.paper_pen()),
      ],
      [head(2, m.paper_answer_came()), text(10, m.paper_answer_blank())],
    ],
    after: [],
    closing: [],
    notes: [m.paper_cover_note(), m.paper_secret()],
  }
}
