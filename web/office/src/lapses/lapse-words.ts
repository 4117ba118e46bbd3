import type { KeptBecause, LapseItem, LapseKind, ListState } from '#contract/lapses.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const lapseWords: Words<LapseKind> = { lapse: m.lapse_kind_lapse, decline: m.lapse_kind_decline }

export const lapseAbout: Words<LapseKind> = { lapse: m.lapse_about_lapse, decline: m.lapse_about_decline }

/** What would fill a list that is empty. */
export const lapseNone: Words<LapseKind> = { lapse: m.lapse_none_lapse, decline: m.lapse_none_decline }

export const listWords: Words<ListState> = {
  proposed: m.lapse_list_proposed,
  confirmed: m.lapse_list_confirmed,
  done: m.lapse_list_done,
  withdrawn: m.lapse_list_withdrawn,
}

const keptWords: Words<KeptBecause> = {
  claimed: m.lapse_kept_claimed,
  extended: m.lapse_kept_extended,
  frozen: m.lapse_kept_frozen,
  moved: m.lapse_kept_moved,
}

/** What became of something on a list. */
export function outcomeWords({ outcome, because }: Pick<LapseItem, 'outcome' | 'because'>): string {
  if (outcome === null) return m.lapse_waits()
  return outcome === 'returned' ? m.lapse_returned() : m.lapse_kept({ why: keptWords[because ?? 'moved']() })
}

/** The sum of whole fen. */
export const sumFen = (rows: readonly { fen: string }[]): string =>
  String(rows.reduce((sum, { fen }) => sum + BigInt(fen), 0n))
