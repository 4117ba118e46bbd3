import type { ReadAward } from '#contract/awards.ts'
import type { AwardContent } from '#contract/rewards/content.ts'
import type { Standing } from '#contract/rewards/may-step.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { dayInSanya } from '../tips/day.ts'
import { findingOf } from './references.ts'
import type { Award } from './store.ts'
import {
  selectCaseHead,
  selectCounted,
  selectOutcomesById,
  selectRulesOn,
  selectTipRecord,
  type CaseOfAward,
  type Counted,
  type Rules,
} from './store-records.ts'

type Db = Database | Transaction

/** An award beside the records as they are now. */
export type Compared = {
  case: CaseOfAward
  acceptedAt: Date | null
  /** The outcomes that the version rests on, whether they count still or not. */
  pinned: Counted[]
  factsChanged: ReadAward['factsChanged']
  /** The rules that hold for the award today, where those are other ones. */
  switchedTo: Rules | null
}

/** Compares what a version rests on with the records. Of those who took part no outcome is pinned, so none changes. */
export async function compare(db: Db, award: Award, content: AwardContent): Promise<Compared> {
  const of = await selectCaseHead(db, award.caseId)
  if (of === null) throw new Error('An award has a case')
  const tip = award.tipId === null ? null : await selectTipRecord(db, award.tipId)
  const decidesAt = award.tipId === null ? of.head.crackedAt : (tip?.acceptedAt ?? null)
  const rules = decidesAt === null ? null : await selectRulesOn(db, dayInSanya(decidesAt))
  const findings = content.fund === 'tips' ? content.facts.findings.map(({ id }) => id) : []
  const pinned = await selectOutcomesById(db, findings)
  const counted = content.fund === 'tips' ? await selectCounted(db, award.caseId) : []
  return {
    case: of,
    acceptedAt: tip?.acceptedAt ?? null,
    pinned,
    factsChanged: differing(pinned, counted),
    switchedTo: rules === null || rules.seq === content.rules ? null : rules,
  }
}

function differing(pinned: readonly Counted[], counted: readonly Counted[]): ReadAward['factsChanged'] {
  const missing = (from: readonly Counted[], all: readonly Counted[], is: 'gone' | 'new') =>
    from
      .map(findingOf)
      .flatMap(({ id, kind }) => (all.some(({ outcome }) => outcome.id === id) ? [] : [{ outcome: id, is, kind }]))
  return [...missing(pinned, counted, 'gone'), ...missing(counted, pinned, 'new')]
}

/** How an award stands for whoever would take a step of it. */
export function standingOf(award: Award, { factsChanged, switchedTo }: Compared): Standing {
  const { state, kind, needsSecond } = award
  return {
    state,
    kind,
    needsSecond,
    hasChangedFacts: factsChanged.length > 0,
    hasSwitchedRules: switchedTo !== null,
  }
}
