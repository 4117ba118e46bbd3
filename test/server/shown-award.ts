import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type postgres from 'postgres'
import { assess } from '#contract/rewards/assess.ts'
import type { AssessmentFacts } from '#contract/rewards/assessment.ts'
import type { AwardState } from '#contract/rewards/chain.ts'
import { CONDITIONS, PRECONDITIONS, ruleSet, type Condition } from '#contract/rewards/rule-set.ts'
import { WHOLE_SHARE } from '#contract/rewards/assessment.ts'
import type { Denial } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'

const read = (name: string) =>
  ruleSet.parse(JSON.parse(readFileSync(new URL(`../../db/rule-sets/${name}.json`, import.meta.url), 'utf8')))
export const DEFAULT_RULES = read('sy-default-1')
export const OTHER_RULES = read('ranges-1')

/** Facts of seizures in grams, as `[substance, grams]`. */
export const seizures = (...found: ['ketamine' | 'heroin' | 'etomidate', string][]): AssessmentFacts => ({
  findings: found.map(([substance, weight]) => ({
    id: randomUUID(),
    kind: 'seizure',
    substance,
    weight,
    unit: 'g',
    count: null,
    measure: null,
    moneyFen: null,
  })),
  declared: [],
  preconditions: Object.fromEntries(PRECONDITIONS.map((one) => [one, true])),
  place: 'first',
  share: WHOLE_SHARE,
  decisions: [],
  takenFen: { case: '0', year: '0' },
})

/** A rule set that was approved, as its approval would leave it. */
export async function putRules(owner: postgres.Sql, document = DEFAULT_RULES, from = '2019-01-01'): Promise<number> {
  const [known] = await owner`select seq from rule_sets where code = ${document.code}`
  if (known) return Number(known['seq'])
  const [row] = await owner`
    insert into rule_sets (code, document, digest, effective_from, approved_at)
    values (${document.code}, ${owner.json(document)}, ${Buffer.from(digestOf(document), 'hex')}, ${from}, now()) returning seq`
  return Number(row?.['seq'])
}

export type ShownAward = {
  tip: string
  state: AwardState
  facts?: AssessmentFacts
  denial?: Denial
  unmet?: readonly Condition[]
  claimProvisional?: boolean
  joint?: readonly string[]
}

/**
 * An award as its steps would leave it, past the guards, which are tested elsewhere: here it is only about what is shown of it.
 * Gives its id.
 */
export async function putAward(owner: postgres.Sql, award: ShownAward): Promise<string> {
  const { tip, state, facts = seizures(['ketamine', '600']), denial = null, unmet = [], joint = [] } = award
  const rules = await putRules(owner)
  const [id, caseId] = [randomUUID(), randomUUID()]
  const kind = denial === null ? 'grant' : 'deny'
  const assessment = assess(DEFAULT_RULES, facts)
  const conditions = CONDITIONS.map((condition) => ({ condition, met: !unmet.includes(condition) }))
  const content = {
    fund: 'tips',
    award: id,
    version: 1,
    case: caseId,
    tip,
    kind,
    denial,
    conditions,
    joint,
    facts,
    assessment,
  }
  const granted = state === 'granted' ? '2026-11-20T03:00:00Z' : null
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into awards (id, fund, year, seq, number, case_id, tip_id, desk_id, state, state_since, version, kind, denial, total_fen,
        share, place, needs_second, rules_seq, notify_due_on, notify_provisional, proposed_at, granted_at, claim_until, claim_provisional)
      select ${id}, 'tips', 2026, n, 'JL-2026-' || lpad(n::text, 4, '0'), ${caseId}, ${tip}, desk_id, ${state}, '2026-11-20T03:00:00Z', 1,
        ${kind}, ${denial}, ${kind === 'deny' ? '0' : assessment.totalFen}, null, null, false, ${rules}, '2026-12-04', false, '2026-11-18T03:00:00Z',
        ${granted}, ${granted && '2027-01-20'}, ${granted && (award.claimProvisional ?? false)}
      from tips, (select coalesce(max(seq), 0) + 1 as n from awards) next where id = ${tip}`
    await tx`
      insert into award_versions (award_id, version, content, digest, grounds, proposed_by, proposed_at, signature)
      values (${id}, 1, ${tx.json(content)}, ${Buffer.alloc(32)}, ${Buffer.alloc(1)}, ${randomUUID()}, '2026-11-18T03:00:00Z', ${Buffer.alloc(64)})`
    for (const other of joint)
      await tx`insert into award_joint_tips (award_id, version, tip_id) values (${id}, 1, ${other})`
  })
  return id
}

/** What a granted award owes its reporter, as its last step would leave it. Gives its id. */
export async function putPayable(owner: postgres.Sql, award: string): Promise<string> {
  const id = randomUUID()
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`insert into fund_years (fund, year) select fund, year from awards where id = ${award} on conflict do nothing`
    await tx`
      insert into payables (id, award_id, version, participant, fund, year, fen, state, since, claim_seq)
      select ${id}, id, version, 0, fund, year, total_fen, 'open', granted_at, null from awards where id = ${award}`
  })
  return id
}

/** Takes an award away again, so that the next state can be looked at. */
export async function removeAwards(owner: postgres.Sql): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`delete from freezes`
    await tx`delete from claim_disputes`
    await tx`delete from claims`
    await tx`delete from payables`
    await tx`delete from award_joint_tips`
    await tx`delete from award_versions`
    await tx`delete from awards`
  })
}
