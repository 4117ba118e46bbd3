import type { proposeAward } from '#contract/awards.ts'
import { composeTipAward, type Composed } from '#contract/rewards/compose.ts'
import type { TipAward } from '#contract/rewards/content.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import type { AwardsDeps } from './deps.ts'
import { gatherCase, gatherTip, tipRecordsOf, type Gathered } from './gather-records.ts'
import { hurdlesOf } from './hurdles.ts'
import { isJointIn } from './prepare-award.ts'
import { propose, type Proposed } from './propose.ts'
import { selectOfCase, type Award } from './store.ts'
import { cameLater } from './store-records.ts'

type Asked = BodyOf<typeof proposeAward>

/** Puts an award for a tip forward: the server takes the facts from the records and assesses them itself. */
export function proposeTip(deps: AwardsDeps, who: Who, award: string, asked: Asked): Promise<Proposed> {
  const { choice, ...sent } = asked
  insist((choice.kind === 'deny') === (choice.denial !== null), 'invalidInput', { field: 'choice.denial' })
  return propose(deps, who, { ...sent, award }, async (tx, existing, groundsSha256) => {
    const today = dayInSanya(deps.now())
    const composed = await compose(tx, { ...asked, award, existing, today }, groundsSha256)
    insistChoice(choice, composed.content)
    return composed
  })
}

async function compose(
  tx: Transaction,
  asked: Asked & { award: string; existing: Award | null; today: string },
  groundsSha256: string,
): Promise<Composed<TipAward>> {
  const { choice, award, existing, today } = asked
  const tip = found(await gatherTip(tx, asked.case, asked.tip), 'notLinked')
  const gathered = found(await gatherCase(tx, asked.case, { tip: tip.tip, award, existing, today }), 'caseNotFound')
  const isJointElsewhere = isJointIn(await selectOfCase(tx, asked.case, award), asked.tip)
  const [hurdle] = hurdlesOf(gathered, tip, { existing, isJointElsewhere }, choice.kind === 'grant')
  if (hurdle !== undefined) throw new Refusal(hurdle)
  await insistPlace(tx, gathered, asked)
  const records = found(tipRecordsOf(gathered, tip.tip, award, asked.version), 'rulesNotFound')
  return composeTipAward(records, choice, groundsSha256)
}

/** Who comes first is a matter of records, and what is left of the case too. */
async function insistPlace(tx: Transaction, gathered: Gathered, { case: of, tip, choice }: Asked): Promise<void> {
  if (choice.kind === 'deny') return
  insist(choice.share <= gathered.shareLeft, 'shareExceeded')
  insist(choice.place === 'later' || !(await cameLater(tx, tip, of, choice.joint)), 'notFirst')
}

/** A grant leaves nothing open and pays something; a denial names what it is for. */
function insistChoice({ kind, denial, conditions }: TipChoice, { assessment }: TipAward): void {
  const areMet = conditions.every(({ met }) => met)
  insist(kind === 'grant' ? areMet : denial !== 'condition' || !areMet, 'conditionsOpen')
  if (kind === 'deny') return
  insist(assessment.open.length === 0, 'pointsOpen')
  insist(assessment.totalFen !== '0', 'invalidInput', { field: 'choice.kind' })
}
