import { ALARM_KINDS, GRAVITIES, type Alarm } from '#contract/alarms.ts'
import type { AlarmFacts, AwardFacts } from './facts.ts'
import { badSignature, claimsAtOnce, disputed, sameAccount } from './of-claims.ts'
import { acceptedShortly, manyRewarded, samePair } from './of-officers.ts'
import { booksDiffer, quickCheck, voucherSeries } from './of-payments.ts'
import { split, underLimit } from './of-sums.ts'

/** All alarms that the facts give: the graver first, then by kind, then the newer. Each leads to the tips and cases of its awards. */
export function allAlarms({ awards, claims, accounts, tries, freezes, disputes, runs, books }: AlarmFacts): Alarm[] {
  const about = new Map(awards.map((award) => [award.award, award]))
  const alarms = [
    ...disputed(disputes),
    ...badSignature(freezes),
    ...booksDiffer(books, freezes),
    ...sameAccount(accounts),
    ...claimsAtOnce(claims),
    ...voucherSeries(tries, freezes),
    ...manyRewarded(awards),
    ...acceptedShortly(awards),
    ...underLimit(awards),
    ...split(awards),
    ...quickCheck(runs),
    ...samePair(awards),
  ]
  return alarms
    .map((alarm) => withCourse(alarm, about))
    .toSorted(
      (one, other) =>
        GRAVITIES.indexOf(one.gravity) - GRAVITIES.indexOf(other.gravity) ||
        ALARM_KINDS.indexOf(one.why.kind) - ALARM_KINDS.indexOf(other.why.kind) ||
        other.latest.localeCompare(one.latest) ||
        one.alarm.localeCompare(other.alarm),
    )
}

/** An alarm with the tips and cases of its awards, where it does not name them itself. */
function withCourse(alarm: Alarm, about: ReadonlyMap<string, AwardFacts>): Alarm {
  const awards = alarm.awards.flatMap(({ award }) => about.get(award) ?? [])
  return {
    ...alarm,
    tips: alarm.tips.length > 0 ? alarm.tips : [...new Set(awards.flatMap(({ tip }) => tip ?? []))],
    cases: alarm.cases.length > 0 ? alarm.cases : [...new Set(awards.map(({ caseNumber }) => caseNumber))],
  }
}
