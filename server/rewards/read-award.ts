import { bytesToHex } from '@noble/hashes/utils.js'
import type { ReadAward, TakenAwardStep } from '#contract/awards.ts'
import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import { mayStep, TAKEN_STEPS, type Standing, type Stepper } from '#contract/rewards/may-step.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import { tipNumber } from '../tips/number.ts'
import { briefOf } from './brief.ts'
import type { AwardsDeps } from './deps.ts'
import { compare, standingOf, type Compared } from './flags.ts'
import { notifyOf } from './notify.ts'
import { ownAward } from './own-award.ts'
import { evidenceOf } from './prepare-award.ts'
import { referenceOf } from './references.ts'
import { stepperOf } from './stepper.ts'
import {
  hasJustRead,
  nextSeq,
  selectDaysLeft,
  selectDesk,
  selectOfCase,
  selectSteps,
  selectVersions,
  type Award,
} from './store.ts'
import { selectRecipients } from './store-desks.ts'
import { selectLeaf, selectLinkedTips, selectRules, selectTipRecord } from './store-records.ts'
import type { Sight } from './viewer.ts'

type Versions = Awaited<ReturnType<typeof selectVersions>>
type Steps = Awaited<ReturnType<typeof selectSteps>>

/**
 * One award as the one who asks may see it. What they sign is the same for all; what stands around it is not: the tip's number is
 * for the desk of the case, its title also for auditors, and a finance desk gets neither case nor reasons. Who read it is
 * recorded first.
 */
export async function read({ db, now }: AwardsDeps, who: Who, awardId: string): Promise<ReadAward> {
  return shownTo(db, now(), await db.transaction((tx) => lookAt(tx, who, awardId)))
}

/** The same as a finance desk sees it, whoever asks: what is paid is checked on no more than that. */
export async function readAsFinance({ db, now }: AwardsDeps, who: Who, awardId: string): Promise<ReadAward> {
  const own = await db.transaction((tx) => lookAt(tx, who, awardId))
  return shownTo(db, now(), { ...own, sight: 'finance' })
}

type Own = Awaited<ReturnType<typeof ownAward>>

async function shownTo(db: Database, at: Date, { award, viewer, sight }: Own): Promise<ReadAward> {
  const [versions, steps] = [await selectVersions(db, award.id), await selectSteps(db, award.id)]
  const { content } = found(
    versions.find(({ said }) => said.version === award.version),
    'awardNotFound',
  ).said
  const compared = await compare(db, award, content)
  const mine = mineOf(standingOf(award, compared), await stepperOf(db, viewer, award, content))
  const writes = mine.some(({ step }) => step === 'return' || step === 'withdraw')
  return {
    ...headOf(award),
    desk: found(await selectDesk(db, award.deskId), 'awardNotFound'),
    versions: versions.map(({ said }) => ({
      version: said.version,
      content: said.content,
      digest: bytesToHex(said.digest),
      groundsB64: sight === 'finance' ? null : toB64(said.grounds),
    })),
    steps: stepsOf(versions, steps, sight),
    nextSeq: await nextSeq(db, award),
    recipients: writes ? await selectRecipients(db, award.deskId, MAX_RECIPIENTS) : [],
    rules: found(await selectRules(db, content.rules), 'rulesNotFound'),
    notify: notifyOf(award, await selectDaysLeft(db, dayInSanya(at), award.notifyDueOn)),
    ...(await aroundOf(db, award, compared, sight)),
    ...flagsOf(compared),
    mine,
  }
}

/** The award as the one who asks may see it, after it was written down that they look. */
async function lookAt(tx: Transaction, who: Who, awardId: string): Promise<Own> {
  const own = await ownAward(tx, who, awardId)
  const { deskId, caseId, tipId } = own.award
  const about = { desk: deskId, case: caseId, ...(tipId === null ? {} : { tip: tipId }) }
  if (!(await hasJustRead(tx, own.award, who.staff)))
    await record(tx, { did: 'read-award', staff: who.staff, ...about })
  return own
}

type Head = Pick<
  ReadAward,
  'award' | 'fund' | 'number' | 'state' | 'stateSince' | 'kind' | 'totalFen' | 'needsSecond' | 'grantedAt' | 'claim'
>

function headOf(award: Award): Head {
  const { fund, number, state, kind, needsSecond, claimUntil, claimProvisional } = award
  return {
    award: award.id,
    fund,
    number,
    state,
    kind,
    needsSecond,
    stateSince: award.stateSince.toISOString(),
    totalFen: String(award.totalFen),
    grantedAt: award.grantedAt?.toISOString() ?? null,
    claim: claimUntil === null ? null : { until: claimUntil, provisional: claimProvisional ?? false },
  }
}

/** What differs now from what the newest version rests on. */
function flagsOf({ factsChanged, switchedTo }: Compared): Pick<ReadAward, 'factsChanged' | 'rulesSwitched'> {
  const rulesSwitched = switchedTo === null ? null : { seq: switchedTo.seq, effectiveFrom: switchedTo.effectiveFrom }
  return { factsChanged, rulesSwitched }
}

/** The steps that are somebody's and have their turn, and why they still cannot be taken. */
const mineOf = (standing: Standing, stepper: Stepper): ReadAward['mine'] =>
  (['propose', ...TAKEN_STEPS] as const)
    .map((step) => ({ step, refused: mayStep(step, standing, stepper) }))
    .filter(({ refused }) => refused !== 'notPermitted' && refused !== 'awardMoved')

/** Proposals and steps in one list. A proposal takes the place after everything that happened to the versions before it. */
function stepsOf(versions: Versions, steps: Steps, sight: Sight): TakenAwardStep[] {
  const proposals = versions.map(({ said, by, signPublic }) => ({
    version: said.version,
    seq: said.version - 1 + steps.filter(({ taken }) => taken.version < said.version).length,
    step: 'propose' as const,
    by,
    at: said.proposedAt,
    digest: said.digest,
    signature: said.signature,
    signPublic,
    sealed: null,
  }))
  const taken = steps.map(({ taken: { awardId: _award, staffId: _staff, ...step }, by, signPublic }) => ({
    ...step,
    by,
    signPublic,
    sealed: sight === 'finance' ? null : step.sealed,
  }))
  return [...proposals, ...taken]
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ at, digest, signature, signPublic, sealed, ...step }) => ({
      ...step,
      at: at.toISOString(),
      digest: bytesToHex(digest),
      signatureB64: toB64(signature),
      signPublicB64: signPublic === null ? null : toB64(signPublic),
      sealedB64: sealed === null ? null : toB64(sealed),
    }))
}

type Around = Pick<ReadAward, 'case' | 'tip' | 'references' | 'others'>

/** What stands around an award; nothing of it for a finance desk. */
async function aroundOf(db: Database, award: Award, compared: Compared, sight: Sight): Promise<Around> {
  if (sight === 'finance') return { case: null, tip: null, references: [], others: [] }
  const { head, firstActionAt } = compared.case
  return {
    case: {
      case: head.id,
      number: head.number,
      category: head.category,
      filedAs: head.filedAs,
      title: sight === 'rewards' ? null : head.title,
      firstActionAt: firstActionAt?.toISOString() ?? null,
      crackedAt: head.crackedAt?.toISOString() ?? null,
    },
    tip: await tipOf(db, award, firstActionAt, sight),
    references: compared.pinned.map(referenceOf),
    others: (await selectOfCase(db, award.caseId, award.id)).map(briefOf),
  }
}

async function tipOf(
  db: Database,
  { tipId, caseId }: Award,
  firstActionAt: Date | null,
  sight: Sight,
): Promise<ReadAward['tip']> {
  const tip = tipId === null ? null : await selectTipRecord(db, tipId)
  if (tip === null) return null
  const link = (await selectLinkedTips(db, caseId)).find(({ id }) => id === tip.id)
  return {
    number: sight === 'desk' ? tipNumber(tip.receivedAt, tip.serial) : null,
    as: link?.as ?? null,
    acceptedAt: tip.acceptedAt?.toISOString() ?? null,
    log: evidenceOf(await selectLeaf(db, tip.id), firstActionAt),
  }
}
