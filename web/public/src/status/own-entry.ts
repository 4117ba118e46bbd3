/** What did not match: the record with the code, the entry with the log, or the signature over the log. */
export type Difference = 'record' | 'entry' | 'head'

type Facts = {
  index: number
  /** When the tip was received, as entered. */
  hour: string
  verifierKey: string
  /** The `.tlog-proof`; null where the log lacks what it would take. */
  proof: string | null
}

/** What became of the tip in the log, as it is shown. Nothing in it tells the code. */
export type ShownEntry =
  | { is: 'waiting' }
  /** It should be in the log by now. */
  | { is: 'late' }
  | ({ is: 'differs'; why: Difference } & Facts)
  | ({ is: 'same'; size: number; proof: string } & Facts)
