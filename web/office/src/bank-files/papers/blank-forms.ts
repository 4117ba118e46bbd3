import { field, head, sign, text, type FormModel } from '../../rewards/forms/form-model.ts'
import { inBoth } from '../../rewards/forms/sums.ts'
import { paperDay, type PaperSpeech } from './paper-speech.ts'

/** For whom a blank form is: a reporter by number. Nothing names them, and they never learn the number of the award. `until` is YYYY-MM-DD. */
export type BlankForm = { reporter: string; fen: bigint; until: string }

/** 放弃奖励声明书: to be signed with the number or a finger by whoever wants nothing. It counts once it is declared with the code. */
export function waiver(speech: PaperSpeech, { reporter, fen }: BlankForm): FormModel {
  const { m } = speech
  return {
    title: m.paper_waiver(),
    above: [m.paper_reporter({ number: reporter })],
    address: m.paper_to_payer(),
    paragraphs: [m.paper_waiver_says({ number: reporter }), m.paper_waiver_knows()],
    rows: [field(m.paper_amount(), inBoth(fen.toString()))],
    after: [m.paper_waiver_counts()],
    closing: [m.paper_declarer_signs(), m.paper_date_blank()],
    notes: [m.paper_no_name(), m.paper_secret()],
  }
}

/** 领取奖励授权委托书: somebody else comes with the voucher. Only the one who comes is named, by their own hand. */
export function mandate(speech: PaperSpeech, { reporter, fen, until }: BlankForm): FormModel {
  const { m } = speech
  return {
    title: m.paper_mandate(),
    above: [m.paper_reporter({ number: reporter })],
    address: m.paper_to_payer(),
    paragraphs: [m.paper_mandate_says({ number: reporter })],
    rows: [
      field(m.paper_amount(), inBoth(fen.toString())),
      field(m.paper_until(), paperDay(speech, until)),
      [head(2, m.paper_proxy_name()), text(4, ''), head(2, m.paper_proxy_phone()), text(4, '')],
      field(m.paper_proxy_id(), ''),
      [head(2, m.paper_proxy_signs()), sign(10, m.paper_proxy_promises(), m.paper_finger())],
    ],
    after: [m.paper_mandate_brings()],
    closing: [m.paper_principal_signs(), m.paper_date_blank()],
    notes: [m.paper_no_name(), m.paper_secret()],
  }
}
