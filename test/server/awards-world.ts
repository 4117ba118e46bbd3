import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import {
  prepareAward,
  proposeAward,
  proposeStrike,
  readAward,
  stepAward,
  type PreparedAward,
} from '#contract/awards.ts'
import { confirmOutcome, enterOutcome, enterStep, linkTip, makeCase, openCase } from '#contract/cases.ts'
import type { Link } from '#contract/links.ts'
import type { OutcomeFacts } from '#contract/outcomes.ts'
import type { DeskKind, Role } from '#contract/roles.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { StrikeChoice, TipChoice } from '#contract/rewards/choice.ts'
import { composeStrikeAward, composeTipAward, recordsOf, tipRecordsOf } from '#contract/rewards/compose.ts'
import type { Participant } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { TakenStep } from '#contract/rewards/may-step.ts'
import { CONDITIONS, type RuleSet } from '#contract/rewards/rule-set.ts'
import { foundOffice } from '#contract/staff.ts'
import { listTips, openTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { allotPlenty } from '../db/budgets.ts'
import { moved } from './triage-world.ts'
import { founding, newMember, type FoundedDesk, type StaffBrowser } from './browser.ts'
import {
  newOfficer,
  sentTip,
  SETUP_TOKEN,
  staffBrowser,
  startWorld,
  type Founded,
  type Officer,
  type World,
} from './world.ts'

/** What the case is called at its desk, and nobody else should read. */
export const SECRET_TITLE = '“深海七号”专案'

export const DESKS = ['city', 'jiyang', 'rewards', 'finance', 'audit'] as const
export type DeskName = (typeof DESKS)[number]
const KINDS: Readonly<Record<DeskName, DeskKind>> = {
  city: 'investigation',
  jiyang: 'investigation',
  rewards: 'rewards',
  finance: 'finance',
  audit: 'audit',
}
const PEOPLE = {
  lin: ['city', 'investigator'],
  wang: ['city', 'investigator'],
  su: ['jiyang', 'investigator'],
  zheng: ['rewards', 'reviewer'],
  zhao: ['rewards', 'reviewer'],
  he: ['rewards', 'approver'],
  qiu: ['rewards', 'approver'],
  xu: ['finance', 'cashier'],
  xing: ['finance', 'checker'],
  fang: ['audit', 'auditor'],
} as const satisfies Record<string, readonly [DeskName, Role]>
export type Person = keyof typeof PEOPLE

/** An office with people of every desk that has to do with awards, the default rule set in force, and plenty in the funds. */
export type AwardsWorld = {
  world: World
  desks: Record<DeskName, FoundedDesk>
  people: Record<Person, Officer>
  as: (person: Person) => StaffBrowser
  rules: RuleSet
  /** A tip of the city squad that lin has accepted, just now; its id. */
  accepted: () => Promise<string>
  /** The same with the code of whoever sent it. */
  reported: () => Promise<{ tip: string; code: string }>
  /** A cracked case of the city squad with 1 kg of heroin, which these tips led to. The first action comes after them. */
  cracked: (tips: readonly string[], more?: { grams?: string; as?: Link; acted?: Date }) => Promise<string>
  /** An outcome entered by lin and confirmed by wang. */
  outcome: (caseId: string, grams: string, corrects?: string) => Promise<string>
  stop: () => Promise<void>
}

export async function startAwards(): Promise<AwardsWorld> {
  const world = await startWorld()
  const founded = await office(world)
  const rules = await inForce(world)
  const people = {} as Record<Person, Officer>
  for (const [login, [desk, role]] of Object.entries(PEOPLE) as [Person, readonly [DeskName, Role]][])
    people[login] = await newOfficer(world, founded.founded, founded.desks[desk], `staff.${login}`, { role })
  await allotPlenty(world.database.owner, { enters: people.xu.id, confirms: people.fang.id })
  const as = (person: Person): StaffBrowser => people[person].browser
  const { desks } = founded
  const outcome: AwardsWorld['outcome'] = async (caseId, grams, corrects) => {
    const id = randomUUID()
    const body = { id, facts: heroin(grams), corrects: corrects ?? null, isVoid: false }
    await as('lin').done(enterOutcome, { params: { case: caseId }, body })
    const typed = { weight: grams, unit: 'g', count: null, moneyFen: null } as const
    await as('wang').done(confirmOutcome, { params: { case: caseId, outcome: id }, body: typed })
    return id
  }
  return {
    world,
    desks,
    people,
    as,
    rules,
    accepted: async () => (await acceptedTip(world, as('lin'), desks.city)).tip,
    reported: () => acceptedTip(world, as('lin'), desks.city),
    async cracked(tips, { grams = '1000', as: linkedAs = 'origin', acted = new Date(Date.now() + 1000) } = {}) {
      const body = newCase(people.lin.id)
      await as('lin').done(makeCase, { params: { desk: desks.city.id }, body })
      const at = { params: { case: body.id } }
      for (const [seq, tip] of tips.entries())
        await as('lin').done(linkTip, { ...at, body: { tip, as: linkedAs, seq, whySealedB64: null } })
      const step = (name: 'first-action' | 'cracked', time: Date) =>
        as('lin').done(enterStep, { ...at, body: { step: name, happenedAt: time.toISOString() } })
      await step('first-action', acted)
      await step('cracked', new Date(acted.getTime() + 1000))
      if (grams !== '0') await outcome(body.id, grams)
      return body.id
    },
    outcome,
    stop: () => world.stop(),
  }
}

/** Desks led by one founder, who has nothing else to do with awards. */
async function office(world: World): Promise<{ founded: Founded; desks: Record<DeskName, FoundedDesk> }> {
  const lead = await newMember((await world.site()).siteId, 'chen.lead')
  const rows = DESKS.map((name) => ({ nameZh: name, nameEn: name, kind: KINDS[name], districts: [], categories: [] }))
  const { body, desks } = await founding(lead, SETUP_TOKEN, rows)
  const browser = staffBrowser(world)
  await browser.done(foundOffice, { body })
  await browser.signIn(lead)
  const byName = Object.fromEntries(DESKS.map((name, place) => [name, desks[place]])) as Record<DeskName, FoundedDesk>
  const { city, jiyang, rewards, audit } = byName
  // The tests invite to these desks only.
  const founded = { lead, browser, city, jiyang, rewards, audit, administration: audit, hotline: audit }
  return { founded, desks: byName }
}

/** The default rule set, if the database does not have it yet. */
async function inForce({ database: { owner } }: World): Promise<RuleSet> {
  const file = new URL('../../db/rule-sets/sy-default-1.json', import.meta.url)
  const rules = JSON.parse(await readFile(file, 'utf8')) as RuleSet
  const [there] = await owner`select from rule_sets where code = ${rules.code}`
  if (there === undefined) await enterRules(owner, rules, '2019-01-01')
  return rules
}

/** Enters a rule set that holds from a day, as the owner of the database. */
export async function enterRules(owner: World['database']['owner'], rules: RuleSet, from: string): Promise<void> {
  await owner`insert into rule_sets (code, document, digest, effective_from, approved_at)
    values (${rules.code}, ${JSON.stringify(rules)}::text::jsonb, ${Buffer.from(digestOf(rules), 'hex')}, ${from}, now())`
}

async function acceptedTip(
  world: World,
  lin: StaffBrowser,
  { id: desk }: FoundedDesk,
): Promise<{ tip: string; code: string }> {
  const code = await sentTip(world)
  const { rows } = await lin.done(listTips, { params: { desk } })
  const tip = rows[0]?.tip ?? ''
  await moved({ id: '', name: '', browser: lin }, await lin.done(openTip, { params: { tip } }), 'accept')
  return { tip, code }
}

function newCase(officer: string): BodyOf<typeof makeCase> {
  return {
    id: randomUUID(),
    title: SECRET_TITLE,
    filedAs: '三公立字〔2026〕88号',
    level: 'ordinary',
    category: 'dealing',
    officers: [officer],
    openedAt: new Date(Date.now() - 3_600_000).toISOString(),
    narrative: null,
    links: [],
  }
}

export const heroin = (grams: string): OutcomeFacts => ({
  kind: 'seizure',
  happenedOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
  substance: 'heroin',
  weight: grams,
  unit: 'g',
  recordNumber: '称字〔2026〕第19号',
  count: null,
  measure: null,
  moneyFen: null,
})

/** A grant that leaves nothing open; every condition is met. */
export const GRANT: TipChoice = {
  kind: 'grant',
  denial: null,
  conditions: CONDITIONS.map((condition) => ({ condition, met: true })),
  joint: [],
  payees: [],
  declared: [],
  place: 'first',
  share: 10_000,
  decisions: [],
  newUser: null,
}
export const DENY: TipChoice = {
  ...GRANT,
  kind: 'deny',
  denial: 'condition',
  conditions: CONDITIONS.map((condition) => ({ condition, met: condition !== 'unknown-before' })),
}

/** What a browser sends of a version: put together, reasons sealed, signed. */
export async function signedVersion(
  it: AwardsWorld,
  by: Person,
  prepared: PreparedAward,
  compose: (groundsSha256: string) => { digest: string },
): Promise<Pick<BodyOf<typeof proposeAward>, 'version' | 'digest' | 'groundsB64' | 'signatureB64'>> {
  const { award, version, recipients } = prepared
  const grounds = { conditions: { verified: '隐秘的理由' }, decisions: {}, share: '', other: '' }
  const sealed = await seal(
    { tip: award, kind: 'award-grounds', seq: version },
    grounds,
    recipients.map(({ recipient }) => recipient),
  )
  const { digest } = compose(bytesToHex(sha256(sealed)))
  const signatureB64 = it.as(by).signatureB64({ award, version, step: 'propose', digest })
  return { version, digest, groundsB64: toB64(sealed), signatureB64 }
}

type Proposal = { params: { award: string }; body: BodyOf<typeof proposeAward> }

/** Everything that a browser does for a proposal about a tip, up to sending it. */
export async function proposal(
  it: AwardsWorld,
  at: { case: string; tip: string },
  change: Partial<TipChoice> = {},
  by: Person = 'lin',
): Promise<Proposal> {
  const prepared = await it.as(by).done(prepareAward, { params: at })
  const records = tipRecordsOf(prepared)
  if (records === null) throw new Error('No rules hold')
  const choice = { ...GRANT, ...change }
  const signed = await signedVersion(it, by, prepared, (sha) => composeTipAward(records, choice, sha))
  return { params: { award: prepared.award }, body: { ...at, choice, ...signed } }
}

/** Proposes an award for a tip; its id. */
export async function proposed(
  it: AwardsWorld,
  at: { case: string; tip: string },
  change: Partial<TipChoice> = {},
  by: Person = 'lin',
): Promise<string> {
  const sent = await proposal(it, at, change, by)
  await it.as(by).done(proposeAward, sent)
  return sent.params.award
}

export const participant = (more: Partial<Participant> = {}): Participant => ({
  kind: 'grid-worker',
  name: '符阿妹',
  unit: '吉阳区网格中心',
  staff: null,
  row: null,
  fen: '300000',
  payees: ['ab'.repeat(16)],
  ...more,
})

export async function strikeProposal(
  it: AwardsWorld,
  caseId: string,
  choice: StrikeChoice,
  by: Person = 'lin',
): Promise<{ params: { award: string }; body: BodyOf<typeof proposeStrike> }> {
  const prepared = await it.as(by).done(prepareAward, { params: { case: caseId } })
  const records = recordsOf(prepared)
  if (records === null) throw new Error('No rules hold')
  const signed = await signedVersion(it, by, prepared, (sha) => composeStrikeAward(records, choice, sha))
  return { params: { award: prepared.award }, body: { case: caseId, choice, ...signed } }
}

export const seen = (it: AwardsWorld, by: Person, award: string): Promise<ReplyOf<typeof readAward>> =>
  it.as(by).done(readAward, { params: { award } })

type Step = { params: { award: string }; body: BodyOf<typeof stepAward> }
/** What a browser sends for a step on what it sees now; with a sealed reason where the step has one. */
export async function stepOn(it: AwardsWorld, by: Person, award: string, step: TakenStep): Promise<Step> {
  const { versions, nextSeq, recipients } = await seen(it, by, award)
  const newest = versions[0]
  if (newest === undefined) throw new Error('An award has a version')
  const { version, digest } = newest
  const hasReason = step === 'return' || step === 'withdraw'
  const sealed = hasReason
    ? await seal(
        { tip: award, kind: 'award-reason', seq: nextSeq },
        '请补充理由',
        recipients.map(({ recipient }) => recipient),
      )
    : null
  return {
    params: { award },
    body: {
      step,
      version,
      digest,
      signatureB64: it.as(by).signatureB64({ award, version, step, digest }),
      seq: nextSeq,
      sealedB64: sealed === null ? null : toB64(sealed),
    },
  }
}

/** Takes a step; the state that it led to, or why not. */
export async function stepped(it: AwardsWorld, by: Person, award: string, step: TakenStep): Promise<string> {
  const answer = await it.as(by).call(stepAward, await stepOn(it, by, award, step))
  if (answer.is === 'done') return answer.reply.state
  return answer.is === 'refused' ? answer.refusal : answer.is
}

/** Everything of a case that its page shows; leaves a trace, so it makes a handler of nobody. */
export const opened = (it: AwardsWorld, caseId: string) => it.as('lin').done(openCase, { params: { case: caseId } })
