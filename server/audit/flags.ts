import { MANY, NIGHT, type Flag, type Opening } from '#contract/audit.ts'

/** What is known about one opening of a tip, all of it as it was at that moment. */
export type OpeningFacts = {
  did: Opening['did']
  at: Date
  opener: string
  /** Who had the tip; null for nobody. */
  assignee: string | null
  /** The opener leads the desk that the tip was with. */
  isLead: boolean
  /** The opener worked at the desk that the tip was with. Null when it is not known any more, since the tip was deleted. */
  workedThere: boolean | null
  /** The desk for which the opener opened it, as recorded, and the one that the tip was with. */
  recordedDesk: string | null
  tipDesk: string | null
  /** Different tips that the opener opened or read a file of within ten minutes around this; fewer than twenty may say 0. */
  tips: number
}

/** Why an opening asks for a reason; nothing for one that needs none. */
export function flagsOf(facts: OpeningFacts): Flag[] {
  const flags: Flag[] = []
  if (facts.assignee !== null && facts.assignee !== facts.opener && !facts.isLead) flags.push('not-assigned')
  if (isForeign(facts)) flags.push('foreign-desk')
  if (isNight(facts.at)) flags.push('night')
  // A search opens by itself whatever it found, to look at the words: its number says nothing about a person's will.
  if (facts.did !== 'search-tip' && facts.tips >= MANY.tips) flags.push('many')
  return flags
}

function isForeign({ workedThere, recordedDesk, tipDesk }: OpeningFacts): boolean {
  if (tipDesk === null) return false
  return workedThere === false || recordedDesk !== tipDesk
}

/** China keeps one zone and no summer time. */
function isNight(at: Date): boolean {
  const hour = (at.getUTCHours() + 8) % 24
  return hour >= NIGHT.fromHour || hour < NIGHT.toHour
}
