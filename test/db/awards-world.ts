import { createHash, randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { CONDITIONS, type Condition } from '#contract/rewards/rule-set.ts'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { foundedOffice, sentTip, startWorld, type World } from '../server/world.ts'
import { allotPlenty } from './budgets.ts'

/** Awards as raw SQL, by the role of the office process: a case that is cracked, tips that led to it, people of every desk. */
export type AwardsWorld = {
  world: World
  office: postgres.Sql
  owner: postgres.Sql
  people: Record<Person, string>
  stop: () => Promise<void>
}
export const PEOPLE = ['lin', 'wang', 'zheng', 'he', 'qiu', 'xu', 'xing'] as const
export type Person = (typeof PEOPLE)[number]
/** When the case was acted on and cracked, and when tips were accepted; in Sanya, a day later each. */
export const ACCEPTED = '2026-03-02T10:00:00+08:00'
export const FIRST_ACTION = '2026-03-03T10:00:00+08:00'
export const CRACKED = '2026-03-04T10:00:00+08:00'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const sourced = { source: '测试', certainty: 'default' }
/** A rule set as far as the database reads it. */
export const ruleDocument = (code: string, more: object = {}): Record<string, unknown> => ({
  code,
  isOfficial: false,
  claim: 'code',
  caps: { report: { fen: '30000000', ...sourced }, case: null, year: null },
  secondApproval: { fen: '5000000', ...sourced },
  notify: { count: 15, unit: 'workday', ...sourced },
  claimWithin: { count: 2, unit: 'month', ...sourced },
  strikeRows: [],
  ...more,
})

export async function startAwards(): Promise<AwardsWorld> {
  const world = await startWorld()
  await foundedOffice(world)
  await sentTip(world)
  const office = postgres(world.database.officeUrl, { max: 12, onnotice: () => {} })
  return {
    world,
    office,
    owner: world.database.owner,
    people: await staffOf(world.database.owner),
    async stop() {
      await office.end()
      await world.stop()
    },
  }
}

/** The same, where the rules T-1 hold for everything that happens and the funds have plenty. */
export async function startRuledAwards(): Promise<AwardsWorld> {
  const it = await startAwards()
  await enterRules(it.owner, 'T-1', '2019-01-02')
  await allotPlenty(it.owner, { enters: it.people.xu, confirms: it.people.xing })
  return it
}

/** Accounts, whatever desks they work at: who may do what is a matter of the server, who may do two things of the database. */
export async function staffOf(owner: postgres.Sql): Promise<Record<Person, string>> {
  const people = {} as Record<Person, string>
  for (const who of PEOPLE) {
    people[who] = randomUUID()
    await owner`insert into staff (id, login, name, login_hash, member_recipient, member_key)
      select ${people[who]}, ${who}, ${who}, login_hash, ${who}, member_key from staff order by joined_at limit 1`
  }
  return people
}

/** Tips like the first one, as many; their ids. */
export async function copiedTips(owner: postgres.Sql, many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, () => randomUUID())
  for (const id of ids)
    await owner.begin(async (tx) => {
      await tx`insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
        select ${id}, category, district, received_at, desk_id, ${`t${id}`}, ${`m${id}`}, ${randomBytes(32)}, ${randomBytes(32)}, report, ${randomBytes(32)}
        from tips order by serial limit 1`
      await tx`insert into tip_wraps (tip_id, desk_id, wrap) select t.id, t.desk_id, w.wrap from tips t, (select wrap from tip_wraps limit 1) w where t.id = ${id}`
    })
  return ids
}

export async function accept(owner: postgres.Sql, tip: string, by: string, at: string): Promise<void> {
  await owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${tip}, 1, 'accept', 'accepted', ${by}, ${at})`
  await owner`update tip_states set stage = 'accepted', waiting_for = 'nobody' where tip_id = ${tip}`
}

/** Tips that lin accepted at these times; their ids. */
export async function acceptedTips(
  { owner, people }: Pick<AwardsWorld, 'owner' | 'people'>,
  times: readonly string[],
): Promise<string[]> {
  const tips = await copiedTips(owner, times.length)
  for (const [n, tip] of tips.entries()) await accept(owner, tip, people.lin, times[n] ?? ACCEPTED)
  return tips
}

let cases = 0
/** A cracked case with one confirmed outcome: 10 g of heroin. */
export async function crackedCase(
  { owner, people }: Pick<AwardsWorld, 'owner' | 'people'>,
  origins: readonly string[] = [],
  { hasAction = true }: { hasAction?: boolean } = {},
): Promise<string> {
  const id = randomUUID()
  cases += 1
  await owner`insert into cases (id, year, seq, number, title, level, category, desk_id, step, opened_at, cracked_at, made_by, made_at)
    select ${id}, 2025, ${cases}, ${`T-${cases}`}, 'x', 'ordinary', 'dealing', id, 'cracked', ${ACCEPTED}, ${CRACKED}, ${people.lin}, now()
    from desks where name_zh = '支队'`
  await owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at)
    values (${id}, 0, ${people.lin}, now(), ${hasAction ? 'first-action' : 'opened'}, ${FIRST_ACTION}), (${id}, 1, ${people.lin}, now(), 'cracked', ${CRACKED})`
  for (const [seq, tip] of origins.entries())
    await owner`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${id}, ${seq}, ${people.lin}, now(), ${tip}, 'origin')`
  await countedOutcome({ owner, people }, id)
  return id
}

export async function countedOutcome(
  { owner, people }: Pick<AwardsWorld, 'owner' | 'people'>,
  caseId: string,
  corrects: string | null = null,
): Promise<string> {
  const id = randomUUID()
  await owner`insert into outcomes (id, case_id, kind, happened_on, substance, weight, unit, record_number, corrects, is_void, entered_by, entered_at)
    values (${id}, ${caseId}, 'seizure', '2026-03-04', 'heroin', 10.0, 'g', '1', ${corrects}, false, ${people.lin}, now())`
  await owner`insert into outcome_confirmations (outcome_id, entered_by, staff_id, at, weight, unit)
    values (${id}, ${people.lin}, ${people.wang}, now(), 10.0, 'g')`
  return id
}

export type Content = Record<string, unknown>
export type Proposal = { award: string; version: number; content: Content; grounds: Uint8Array; digest: string }

export const allMet = (unmet: readonly Condition[] = []): { condition: Condition; met: boolean }[] =>
  CONDITIONS.map((condition) => ({ condition, met: !unmet.includes(condition) }))

/** What a version for a tip says, from the records as they are; `change` says something else. */
export async function tipProposal(
  { owner }: Pick<AwardsWorld, 'owner'>,
  about: { tip: string; case: string; award?: string; version?: number; fen?: string; share?: number },
  change: (content: Content) => void = () => {},
): Promise<Proposal> {
  const fen = about.fen ?? '50000'
  const [rules] =
    await owner`select seq, code from rule_sets where approved_at is not null order by effective_from desc limit 1`
  const [reporter] = await owner`select reporter_number(claim_public) as number from tips where id = ${about.tip}`
  const findings =
    await owner`select id, kind, substance, weight::text, unit, count, measure, money_fen::text as "moneyFen"
    from outcomes where id in (select counted_outcomes(${about.case})) order by serial`
  return proposalOf(owner, about, change, {
    fund: 'tips',
    rules: rules?.['seq'],
    tip: about.tip,
    reporter: reporter?.['number'],
    kind: 'grant',
    denial: null,
    conditions: allMet(),
    joint: [],
    payees: [],
    facts: { findings: [...findings], place: 'first', share: about.share ?? 10_000, decisions: [] },
    assessment: {
      rules: rules?.['code'],
      lines: [
        {
          kind: 'row',
          key: 'drugs',
          row: 'drugs',
          zh: '缴获毒品',
          en: 'Drugs seized',
          fen,
          parts: [{ finding: randomUUID(), quantity: '10' }],
        },
        { kind: 'taken', because: 'share', fen: '0', limit: '10000', source: null },
      ],
      unpaid: [],
      open: [],
      totalFen: fen,
    },
  })
}

/** What a version for those who took part says. */
export async function strikeProposal(
  { owner }: Pick<AwardsWorld, 'owner'>,
  about: { case: string; award?: string; version?: number; fen?: string },
  change: (content: Content) => void = () => {},
): Promise<Proposal> {
  const fen = about.fen ?? '80000'
  const [rules] =
    await owner`select seq from rule_sets where approved_at is not null order by effective_from desc limit 1`
  const person = { kind: 'officer', name: '林岳', unit: '支队', staff: null, row: null, fen, payees: ['ab'.repeat(16)] }
  return proposalOf(owner, about, change, {
    fund: 'strikes',
    rules: rules?.['seq'],
    participants: [person],
    totalFen: fen,
  })
}

async function proposalOf(
  owner: postgres.Sql,
  about: { case: string; award?: string; version?: number },
  change: (content: Content) => void,
  said: Content,
): Promise<Proposal> {
  const award = about.award ?? randomUUID()
  const version = about.version ?? 1
  const grounds = randomBytes(40)
  const [row] = await owner`select desk_id from cases where id = ${about.case}`
  const content: Content = {
    award,
    version,
    case: about.case,
    desk: row?.['desk_id'],
    groundsSha256: sha256(grounds),
    ...said,
  }
  change(content)
  return { award, version, content, grounds, digest: digestOf(content) }
}

type Sql = postgres.Sql | postgres.TransactionSql
export async function propose(
  sql: Sql,
  by: string,
  { award, version, content, grounds, digest }: Proposal,
  at = new Date(),
): Promise<void> {
  await sql`insert into award_versions (award_id, version, content, digest, grounds, proposed_by, proposed_at, signature)
    values (${award}, ${version}, ${JSON.stringify(content)}::text::jsonb, ${Buffer.from(digest, 'hex')}, ${grounds}, ${by}, ${at}, ${randomBytes(64)})`
}

/** Takes a step on a proposal, at the next place unless another is given. */
export async function step(
  sql: Sql,
  by: string,
  what: AwardStep,
  { award, version, digest }: Pick<Proposal, 'award' | 'version' | 'digest'>,
  { seq, at = new Date() }: { seq?: number; at?: Date } = {},
): Promise<void> {
  const [next] =
    await sql`select (select version from awards where id = ${award}) + count(*)::int as seq from award_steps where award_id = ${award}`
  const sealed = what === 'return' || what === 'withdraw' ? 'x' : null
  await sql`insert into award_steps (award_id, version, seq, step, staff_id, at, digest, sealed, signature)
    values (${award}, ${version}, ${seq ?? next?.['seq']}, ${what}, ${by}, ${at}, ${Buffer.from(digest, 'hex')}, ${sealed}, ${randomBytes(64)})`
}

/** The SQLSTATE that something ends with, or null. */
export const stateOf = (doing: Promise<unknown>): Promise<string | null> =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof postgres.PostgresError ? error.code : String(error)),
  )

/** Enters a rule set that holds from a day, as the owner does. */
export async function enterRules(
  sql: postgres.Sql | postgres.TransactionSql,
  code: string,
  from: string,
  more: object = {},
): Promise<number> {
  const document = ruleDocument(code, more)
  const [row] = await sql`insert into rule_sets (code, document, digest, effective_from, approved_at)
    values (${code}, ${JSON.stringify(document)}::text::jsonb, ${Buffer.from(digestOf(document), 'hex')}, ${from}, now()) returning seq`
  return Number(row?.['seq'])
}

/**
 * Two rows of every table of awards and of the books: an award for a tip with two joint ones, which was returned and proposed again, and
 * a granted one for those who took part. The first of three tips is the one that is awarded; all were accepted. Gives who took part.
 */
export async function fillAwards(
  owner: postgres.Sql,
  [tip = '', ...joint]: readonly string[],
): Promise<Record<Person, string>> {
  const people = await staffOf(owner)
  await enterRules(owner, 'T-1', '2019-01-02')
  await owner`insert into rule_set_drafts (id, code, document, version, saved_by, saved_at) values (${randomUUID()}, 'T-2', '{}', 1, ${people.he}, now())`
  for (const each of [tip, ...joint]) await accept(owner, each, people.lin, ACCEPTED)
  const of = await crackedCase({ owner, people }, [tip, ...joint])
  await countedOutcome({ owner, people }, of)
  const withJoint = (content: Content): unknown => (content['joint'] = joint)
  const first = await tipProposal({ owner }, { tip, case: of }, withJoint)
  await propose(owner, people.lin, first)
  await step(owner, people.zheng, 'review', first)
  await step(owner, people.he, 'return', first)
  const second = await tipProposal(
    { owner },
    { tip, case: of, award: first.award, version: 2, fen: '40000' },
    withJoint,
  )
  await propose(owner, people.lin, second)
  const strike = await strikeProposal({ owner }, { case: of })
  await propose(owner, people.lin, strike)
  await fillBooks(owner, people, strike)
  return people
}

/** Two rows of every table of the books: budgets, an award that is owed, two months that are closed, two comparisons. */
async function fillBooks(owner: postgres.Sql, people: Record<Person, string>, award: Proposal): Promise<void> {
  await allotPlenty(owner, { enters: people.xu, confirms: people.xing })
  await step(owner, people.zheng, 'review', award)
  await step(owner, people.he, 'approve', award)
  await step(owner, people.xu, 'fund', award)
  for (const month of ['2019-01', '2019-02'])
    await owner`insert into ledger_periods (month, closed_by, closed_at) values (${month}, ${people.xu}, now())`
  for (let n = 1; n <= 2; n++)
    await owner`insert into reconciliations (at, staff_id, compared, differences) values (now(), ${people.xu}, ${JSON.stringify({ journals: n })}::text::jsonb, '[]')`
}
