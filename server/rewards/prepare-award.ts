import { randomUUID } from 'node:crypto'
import type { PreparedAward, prepareAward } from '#contract/awards.ts'
import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { ownCase } from '../cases/own-case.ts'
import { toB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import { tipNumber } from '../tips/number.ts'
import { briefOf } from './brief.ts'
import type { AwardsDeps } from './deps.ts'
import { gatherCase, gatherTip, type Gathered, type GatheredTip } from './gather-records.ts'
import { hurdlesOf, isBefore } from './hurdles.ts'
import { findingOf, referenceOf } from './references.ts'
import { selectAwardOf, selectOfCase, selectVersion, type Award, type Briefed } from './store.ts'
import { selectRecipients } from './store-desks.ts'
import { cameLater, countWaiting, selectDuplicates, selectLeaf } from './store-records.ts'
import { sightOf, viewerOf } from './viewer.ts'

/** What the records say for an award of a case of one of my desks; of another desk's case it is `caseNotFound`. */
export async function prepare(
  { db, now }: AwardsDeps,
  who: Who,
  { case: caseId, tip: askedTip }: ParamsOf<typeof prepareAward>,
): Promise<PreparedAward> {
  const tipId = askedTip ?? null
  await ownCase(db, who, caseId)
  const existing = await selectAwardOf(db, caseId, tipId)
  const award = existing?.id ?? randomUUID()
  const tip = tipId === null ? null : found(await gatherTip(db, caseId, tipId), 'notLinked')
  const about = { tip: tip?.tip ?? null, award, existing, today: dayInSanya(now()) }
  const gathered = found(await gatherCase(db, caseId, about), 'caseNotFound')
  const { head } = gathered.case
  insist(sightOf(await viewerOf(db, who), head.deskId) === 'desk', 'caseNotFound')
  insist(head.mergedInto === null, 'caseMerged')
  insist(tip === null || tip.as !== null || existing !== null, 'notLinked')
  const others = await selectOfCase(db, caseId, award)
  return {
    award,
    version: (existing?.version ?? 0) + 1,
    existing: await existingOf(db, existing),
    hurdles: hurdlesOf(gathered, tip, { existing, isJointElsewhere: tipId !== null && isJointIn(others, tipId) }),
    ...factsOf(gathered),
    waiting: await countWaiting(db, caseId),
    recipients: await selectRecipients(db, head.deskId, MAX_RECIPIENTS),
    others: others.map(briefOf),
    tip: tip === null ? null : await preparedTip(db, gathered, tip, others),
  }
}

type Facts = Pick<PreparedAward, 'case' | 'rules' | 'findings' | 'references' | 'answered' | 'takenFen'>

/** What the records of the case say, as the contract has it. */
function factsOf({ case: { head, desk, firstActionAt }, counted, rules, answered, takenFen }: Gathered): Facts {
  return {
    case: {
      case: head.id,
      number: head.number,
      title: head.title,
      category: head.category,
      filedAs: head.filedAs,
      desk,
      firstActionAt: firstActionAt?.toISOString() ?? null,
      crackedAt: head.crackedAt?.toISOString() ?? null,
    },
    rules,
    findings: counted.map(findingOf),
    references: counted.map(referenceOf),
    answered,
    takenFen,
  }
}

/** The newest version of the award that is there. */
async function existingOf(db: Database, award: Award | null): Promise<PreparedAward['existing']> {
  if (award === null) return null
  const { content, grounds } = found(await selectVersion(db, award.id, award.version), 'awardNotFound')
  return { number: award.number, state: award.state, version: award.version, content, groundsB64: toB64(grounds) }
}

/** Whether a tip has its reward with another one already. */
export const isJointIn = (others: readonly Briefed[], tipId: string): boolean =>
  others.some(({ award, content }) => content.fund === 'tips' && content.joint.includes(tipId) && isTaking(award))

const isTaking = ({ kind, state }: Award): boolean => kind === 'grant' && state !== 'returned' && state !== 'withdrawn'

async function preparedTip(
  db: Database,
  { case: { head, firstActionAt }, shareLeft }: Gathered,
  { tip, as, linked }: GatheredTip,
  others: readonly Briefed[],
): Promise<NonNullable<PreparedAward['tip']>> {
  const duplicates = await selectDuplicates(db, tip.id)
  const leaf = await selectLeaf(db, tip.id)
  return {
    tip: tip.id,
    number: tipNumber(tip.receivedAt, tip.serial),
    reporter: reporterNumber(tip.claimPublic),
    as,
    acceptedAt: tip.acceptedAt?.toISOString() ?? null,
    isBeforeAction: isBefore(tip.acceptedAt, firstActionAt),
    log: evidenceOf(leaf, firstActionAt),
    others: linked.filter(({ id }) => id !== tip.id).map((other) => otherTip(other, duplicates, others)),
    place: (await cameLater(db, tip.id, head.id)) ? 'later' : 'first',
    shareLeft,
  }
}

/** What the log says of a tip, beside when the case was acted on. */
export function evidenceOf(
  { leaf, signedAt }: Awaited<ReturnType<typeof selectLeaf>>,
  firstActionAt: Date | null,
): NonNullable<PreparedAward['tip']>['log'] {
  return { leaf, signedAt: signedAt?.toISOString() ?? null, isBeforeAction: isBefore(signedAt, firstActionAt) }
}

function otherTip(
  other: GatheredTip['linked'][number],
  duplicates: readonly { first: string; second: string }[],
  awards: readonly Briefed[],
): NonNullable<PreparedAward['tip']>['others'][number] {
  const isFirst = duplicates.some(({ first }) => first === other.id)
  const isLater = duplicates.some(({ second }) => second === other.id)
  const own = awards.find(({ award }) => award.tipId === other.id)
  return {
    tip: other.id,
    number: tipNumber(other.receivedAt, other.serial),
    reporter: reporterNumber(other.claimPublic),
    as: other.as,
    acceptedAt: other.acceptedAt?.toISOString() ?? null,
    duplicate: isFirst ? 'first' : isLater ? 'later' : null,
    award: own === undefined ? null : briefOf(own),
  }
}
