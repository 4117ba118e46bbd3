import type { AwardBrief } from '#contract/award-lists.ts'
import type { Briefed } from './store.ts'

/** An award in few words. */
export function briefOf({ award, content, caseNumber }: Briefed): AwardBrief {
  const isTip = content.fund === 'tips'
  return {
    award: award.id,
    fund: award.fund,
    number: award.number,
    state: award.state,
    version: award.version,
    kind: award.kind,
    totalFen: String(award.totalFen),
    caseNumber,
    tip: award.tipId,
    reporter: isTip ? content.reporter : null,
    share: award.share,
    joint: isTip ? content.joint : [],
    participants: isTip ? null : content.participants.length,
    stateSince: award.stateSince.toISOString(),
  }
}
