import { ALARM_KINDS, GRAVITIES, type Alarm } from '#contract/alarms.ts'
import type { AlarmFacts } from './facts.ts'
import { badSignature, claimsAtOnce, disputed, sameAccount } from './of-claims.ts'
import { acceptedShortly, manyRewarded, samePair } from './of-officers.ts'
import { booksDiffer, quickCheck, voucherSeries } from './of-payments.ts'
import { split, underLimit } from './of-sums.ts'

/** All alarms that the facts give: the graver first, then by kind, then the newer. */
export function allAlarms({ awards, claims, accounts, tries, freezes, disputes, runs, books }: AlarmFacts): Alarm[] {
  return [
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
  ].toSorted(
    (one, other) =>
      GRAVITIES.indexOf(one.gravity) - GRAVITIES.indexOf(other.gravity) ||
      ALARM_KINDS.indexOf(one.why.kind) - ALARM_KINDS.indexOf(other.why.kind) ||
      other.latest.localeCompare(one.latest) ||
      one.alarm.localeCompare(other.alarm),
  )
}
