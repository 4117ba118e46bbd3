import { reporterNumber } from '#contract/rewards/reporter.ts'
import type { AwardRecords, TipRecords } from '#contract/rewards/compose.ts'
import type { Precondition } from '#contract/rewards/rule-set.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { dayInSanya } from '../tips/day.ts'
import { findingOf } from './references.ts'
import { selectTakenOfCase, selectTakenOfYear, type Award } from './store.ts'
import {
  selectCaseHead,
  selectCounted,
  selectLinkedTips,
  selectRulesOn,
  selectTipRecord,
  type CaseOfAward,
  type Counted,
  type Rules,
  type TipRecord,
} from './store-records.ts'

/** What the records say of an award that is, or would be, put forward. */
export type Gathered = {
  case: CaseOfAward
  counted: Counted[]
  /** Null while the day that decides about it is open: the tip was not accepted, the case is not cracked. */
  rules: Rules | null
  answered: Partial<Record<Precondition, boolean>>
  takenFen: TipRecords['takenFen']
  /** Ten-thousandths that other awards of the case leave. */
  shareLeft: number
}
type Linked = Awaited<ReturnType<typeof selectLinkedTips>>[number]
export type GatheredTip = { tip: TipRecord; as: Linked['as'] | null; linked: Linked[] }

type Db = Database | Transaction
const WHOLE = 10_000

/** The records of a case, for an award of it. `today` decides about the fund of which year a new award takes. */
export async function gatherCase(
  db: Db,
  caseId: string,
  about: { tip: TipRecord | null; award: string; existing: Award | null; today: string },
): Promise<Gathered | null> {
  const found = await selectCaseHead(db, caseId)
  if (found === null) return null
  const decidesAt = about.tip === null ? found.head.crackedAt : about.tip.acceptedAt
  const counted = await selectCounted(db, caseId)
  const taken = await selectTakenOfCase(db, caseId, about.award)
  const year = about.existing?.year ?? Number(about.today.slice(0, 4))
  return {
    case: found,
    counted,
    rules: decidesAt === null ? null : await selectRulesOn(db, dayInSanya(decidesAt)),
    answered: {
      'case-filed': found.head.filedAs !== null,
      'case-cracked': found.head.crackedAt !== null,
      'suspect-caught': counted.some(({ outcome }) => outcome.kind === 'arrest' || outcome.kind === 'growers'),
    },
    takenFen: { case: taken.fen, year: await selectTakenOfYear(db, year, about.award) },
    shareLeft: Math.max(0, WHOLE - taken.share),
  }
}

/** A tip as it stands in a case, with all tips that do. A link as origin or corroboration goes before one as reference. */
export async function gatherTip(db: Db, caseId: string, tipId: string): Promise<GatheredTip | null> {
  const tip = await selectTipRecord(db, tipId)
  if (tip === null) return null
  const all = await selectLinkedTips(db, caseId)
  const linked = all.filter(({ id }, place) => all.findIndex((other) => other.id === id) === place)
  return { tip, as: linked.find(({ id }) => id === tipId)?.as ?? null, linked }
}

/** What goes into a version from the records; null while no rule set is known. */
export function recordsOf(gathered: Gathered, award: string, version: number): AwardRecords | null {
  const { head } = gathered.case
  if (gathered.rules === null) return null
  return { award, version, case: head.id, desk: head.deskId, rules: gathered.rules }
}

export function tipRecordsOf(gathered: Gathered, tip: TipRecord, award: string, version: number): TipRecords | null {
  const records = recordsOf(gathered, award, version)
  if (records === null) return null
  const { answered, takenFen, counted } = gathered
  const findings = counted.map(findingOf)
  return { ...records, tip: tip.id, reporter: reporterNumber(tip.claimPublic), findings, answered, takenFen }
}
