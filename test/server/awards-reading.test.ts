import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { awardsOfCase, awardsOfTip, countAwards, listAwards } from '#contract/award-lists.ts'
import { prepareAward, proposeAward, proposeStrike, readAward, stepAward, traceAwardPrint } from '#contract/awards.ts'
import { listTips } from '#contract/tips.ts'
import { connect, type Database } from '#db/connect.ts'
import { remindAwards } from '#server/rewards/remind-awards.ts'
import {
  participant,
  proposal,
  proposed,
  SECRET_TITLE,
  seen,
  startAwards,
  stepOn,
  stepped,
  strikeProposal,
  type AwardsWorld,
  type DeskName,
  type Person,
} from './awards-world.ts'

let it: AwardsWorld
let db: Database
/** An award for a tip that waits for the review, and one for those who took part. */
let award: string
let strike: string
let at: { case: string; tip: string }
let tipNumber: string
beforeAll(async () => {
  it = await startAwards()
  db = connect(it.world.database.officeUrl, 4)
  const tip = await it.accepted()
  at = { case: await it.cracked([tip]), tip }
  award = await proposed(it, at)
  const sent = await strikeProposal(it, at.case, { participants: [participant()] })
  await it.as('lin').done(proposeStrike, sent)
  strike = sent.params.award
  const { rows } = await it.as('lin').done(listTips, { params: { desk: it.desks.city.id } })
  tipNumber = rows.find((row) => row.tip === tip)?.number ?? ''
})
afterAll(async () => {
  await db.$client.end()
  await it.stop()
})

beforeEach(() => it.world.database.owner`delete from notices`)

const list = (by: Person, params: object = {}) => it.as(by).done(listAwards, { params })
const numbers = async (by: Person, params: object = {}) => (await list(by, params)).rows.map(({ award: one }) => one)
/** The desks that will be mailed. */
async function told(): Promise<DeskName[]> {
  const rows = await it.world.database
    .owner`select d.name_zh from notices n join desks d on d.id = n.desk_id order by d.position`
  return rows.map((row) => row['name_zh'] as DeskName)
}

/** What stands in a reply and should not: the title of the case, the number of the tip, and more. */
const leaks = (reply: unknown, more: readonly string[] = []): string[] =>
  [SECRET_TITLE, JSON.stringify(tipNumber), ...more].filter((hidden) => JSON.stringify(reply).includes(hidden))

test('the desk of the case sees everything of its award', async () => {
  const read = await seen(it, 'wang', award)
  expect(read).toMatchObject({
    case: { title: SECRET_TITLE, category: 'dealing', filedAs: '三公立字〔2026〕88号' },
    tip: { number: tipNumber, as: 'origin' },
    references: [{ recordNumber: '称字〔2026〕第19号', enteredBy: { name: 'staff.lin' } }],
    others: [{ award: strike, participants: 1 }],
    notify: { left: 15 },
  })
  expect(leaks(read)).toHaveLength(2)
  expect(read.versions[0]?.groundsB64).not.toBeNull()
})

test('a reviewer sees what the assessment rests on, but neither the number of the tip nor the title of the case', async () => {
  const read = await seen(it, 'zheng', award)
  expect(read).toMatchObject({ case: { category: 'dealing', title: null }, tip: { number: null } })
  expect(read.references[0]?.recordNumber).toBe('称字〔2026〕第19号')
  expect(read.versions[0]?.groundsB64).not.toBeNull()
  expect(leaks(read)).toEqual([])
})

test('an auditor sees the title too, and not the number of the tip', async () => {
  const read = await seen(it, 'fang', award)
  expect(leaks(read)).toEqual([SECRET_TITLE])
  expect(read.mine).toEqual([])
})

test('finance sees the number, the lines and the amount, and nothing of the case', async () => {
  const read = await seen(it, 'xu', award)
  expect(read).toMatchObject({ totalFen: '2000000', case: null, tip: null, references: [], others: [], mine: [] })
  expect(read.versions[0]?.content).toMatchObject({ fund: 'tips', assessment: { lines: [{ row: 'drugs' }] } })
  expect(read.versions[0]?.groundsB64).toBeNull()
  const all = [read, await list('xu'), await it.as('xu').done(countAwards, { params: {} })]
  expect(leaks(all, ['dealing', 'AJ-', '称字', '三公立字'])).toEqual([])
})

test('what was written when something was sent back is for all but finance', async () => {
  const back = await stepOn(it, 'zheng', strike, 'return')
  await it.as('zheng').done(stepAward, back)
  expect((await seen(it, 'he', strike)).steps.at(-1)?.sealedB64).toBe(back.body.sealedB64)
  expect((await seen(it, 'xu', strike)).steps.at(-1)).toMatchObject({ step: 'return', sealedB64: null })
})

test('another investigation desk is told that there is no such award, case or tip', async () => {
  const su = it.as('su')
  expect(await su.refusal(readAward, { params: { award } })).toBe('awardNotFound')
  expect(await su.refusal(traceAwardPrint, { params: { award } })).toBe('awardNotFound')
  expect(await su.refusal(stepAward, await stepOn(it, 'lin', award, 'withdraw'))).toBe('awardNotFound')
  expect(await su.refusal(prepareAward, { params: at })).toBe('caseNotFound')
  expect(await su.refusal(awardsOfCase, { params: { case: at.case } })).toBe('caseNotFound')
  expect(await su.refusal(awardsOfTip, { params: { tip: at.tip } })).toBe('tipNotFound')
  expect(await su.refusal(proposeAward, await proposal(it, at))).toBe('caseNotFound')
  expect(await numbers('su')).toEqual([])
  expect(await it.as('su').done(countAwards, { params: {} })).toMatchObject({ mine: 0, overdue: 0 })
})

test('nobody takes a step that is not theirs', async () => {
  const signed = await stepOn(it, 'zheng', award, 'review')
  for (const by of ['lin', 'he', 'xu', 'fang'] as const)
    expect(await it.as(by).refusal(stepAward, signed)).toBe('notPermitted')
  for (const by of ['zheng', 'he', 'xu', 'fang'] as const)
    expect(await it.as(by).refusal(proposeAward, await proposal(it, at))).toBe('notPermitted')
})

test('the list of a role holds what waits for it, and says what it may do', async () => {
  const [row] = (await list('zheng', { turn: 'mine' })).rows
  expect(row).toMatchObject({
    award,
    mine: 'review',
    ageDays: 0,
    notify: { left: 15 },
    fund: 'tips',
    participants: null,
  })
  expect(row?.reporter).toMatch(/^\d{4}-\d{4}$/)
  expect(await numbers('he', { turn: 'mine' })).toEqual([])
  expect(await numbers('fang', { turn: 'mine' })).toEqual([])
  // What was sent back is the turn of its desk.
  expect(await numbers('lin', { turn: 'mine' })).toEqual([strike])
  expect((await list('lin', { turn: 'mine' })).rows[0]).toMatchObject({
    mine: 'propose',
    participants: 1,
    notify: null,
  })
  expect(await numbers('xu')).toEqual(expect.arrayContaining([award, strike]))
})

test('the list is sifted by fund, state, desk, year, and part of the number', async () => {
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  const { city, jiyang } = it.desks
  for (const [params, found] of [
    [{ fund: 'tips' }, [award]],
    [{ fund: 'strikes', state: 'returned' }, [strike]],
    [{ state: 'granted' }, []],
    [{ desk: city.id, fund: 'tips' }, [award]],
    [{ desk: jiyang.id }, []],
    [{ year, fund: 'strikes' }, [strike]],
    [{ year: year - 1 }, []],
    [{ number: `DJ-${year}` }, [strike]],
    [{ number: '%' }, []],
    [{ overdue: 'yes' }, []],
  ] as const)
    expect(await numbers('zheng', params), JSON.stringify(params)).toEqual(found)
  const counts = await it.as('zheng').done(countAwards, { params: {} })
  expect(counts).toMatchObject({
    states: { proposed: { held: 1, overdue: 0 }, returned: { held: 1, overdue: 0 }, granted: { held: 0 } },
    mine: 1,
    overdue: 0,
  })
})

test('reading leaves one trace for one look, printing one each time', async () => {
  await seen(it, 'qiu', award)
  await seen(it, 'qiu', award)
  await it.as('qiu').done(traceAwardPrint, { params: { award } })
  await it.as('qiu').done(traceAwardPrint, { params: { award } })
  const rows = await it.world.database
    .owner`select did from records where staff_id = ${it.people.qiu.id} and tip_id = ${at.tip}
    and did like '%-award' order by seq`
  expect(rows.map((row) => row['did'])).toEqual(['read-award', 'print-award', 'print-award'])
})

test('each step mails the desks whose turn it is next', async () => {
  const tip = await it.accepted()
  const caseId = await it.cracked([tip])
  await it.world.database.owner`delete from notices`
  const other = await proposed(it, { case: caseId, tip })
  expect(await told()).toEqual(['rewards'])
  await it.world.database.owner`delete from notices`
  await stepped(it, 'zheng', other, 'review')
  await stepped(it, 'he', other, 'approve')
  expect(await told()).toEqual(['rewards', 'finance'])
  await it.world.database.owner`delete from notices`
  await stepped(it, 'xu', other, 'fund')
  expect(await told()).toEqual(['city'])
})

/** So many days from now, at noon in Sanya. */
const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const remind = (days: number): Promise<number> => remindAwards({ db, now: () => inDays(days) })
const levels = async (of: string) =>
  (await it.world.database.owner`select level from award_reminders where award_id = ${of} order by at, level`).map(
    (row) => row['level'] as string,
  )

test('who lets a step wait is reminded once, though two processes do it, and again when the day to tell is near and over', async () => {
  expect(await remind(0)).toBe(0)
  // Nine days hold three working days at least, whatever holiday there is.
  const twice = await Promise.all([remind(9), remind(9)])
  expect(twice[0] + twice[1]).toBe(2)
  expect(await told()).toEqual(['city', 'rewards'])
  expect(await levels(award)).toEqual(['waiting'])
  expect(await remind(9)).toBe(0)
  const due = (await seen(it, 'lin', award)).notify?.dueOn ?? ''
  const dueIn = Math.round((Date.parse(due) - Date.now()) / 86_400_000)
  await remind(dueIn)
  expect(await levels(award)).toEqual(['waiting', 'notify-soon'])
  await remind(dueIn + 15)
  await remind(dueIn + 16)
  expect(await levels(award)).toEqual(['waiting', 'notify-soon', 'notify-over'])
  // Nobody is told by a day of those who took part.
  expect(await levels(strike)).toEqual(['waiting'])
  await stepped(it, 'zheng', award, 'review')
  expect(await remind(9)).toBe(1)
  expect(await levels(award)).toHaveLength(4)
})
