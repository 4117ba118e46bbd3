import type { proposeStrike } from '#contract/awards.ts'
import { composeStrikeAward } from '#contract/rewards/compose.ts'
import { strikeFaults } from '#contract/rewards/strikes.ts'
import type { BodyOf } from '#contract/route.ts'
import { found, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import type { AwardsDeps } from './deps.ts'
import { gatherCase, recordsOf } from './gather-records.ts'
import { hurdlesOf } from './hurdles.ts'
import { propose, type Proposed } from './propose.ts'

/**
 * Puts an award for those who took part forward. Refuses `personTwice`, and
 * `invalidInput` with the line that the tariff does not allow.
 */
export function proposeParticipants(
  deps: AwardsDeps,
  who: Who,
  award: string,
  asked: BodyOf<typeof proposeStrike>,
): Promise<Proposed> {
  const { choice, ...sent } = asked
  return propose(deps, who, { ...sent, award, tip: null }, async (tx, existing, groundsSha256) => {
    const about = { tip: null, award, existing, today: dayInSanya(deps.now()) }
    const gathered = found(await gatherCase(tx, asked.case, about), 'caseNotFound')
    const [hurdle] = hurdlesOf(gathered, null, { existing, isJointElsewhere: false })
    if (hurdle !== undefined) throw new Refusal(hurdle)
    const records = found(recordsOf(gathered, award, asked.version), 'rulesNotFound')
    const [fault] = strikeFaults(records.rules.document, choice.participants)
    if (fault?.fault === 'named-twice') throw new Refusal('personTwice')
    if (fault !== undefined) {
      const field = ['choice.participants', ...(fault.index === null ? [] : [fault.index])].join('.')
      throw new Refusal('invalidInput', { field })
    }
    return composeStrikeAward(records, choice, groundsSha256)
  })
}
