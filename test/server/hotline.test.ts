import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANNELS, listTaken, TAKEN_PAGE_ROWS, takeTip, type Channel, type TakenTip } from '#contract/hotline.ts'
import { PIECE_BYTES } from '#contract/envelope.ts'
import { readSite, submitTip, UPLOAD_PIECE_PATH } from '#contract/intake.ts'
import { report } from '#contract/report.ts'
import type { Role } from '#contract/roles.ts'
import { handOverKey, invite, join } from '#contract/staff.ts'
import { listTips, openTip, peekTip } from '#contract/tips.ts'
import { sendTip, type HandIn, type NewTip } from '#reporting/send-tip.ts'
import { impatient } from '#reporting/again.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { ask, call } from '#ui/client.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { joinBody, newInvitation, newMember, quickDerive, wrappedDeskKey, type StaffBrowser } from './browser.ts'
import type { FoundedDesk } from './browser.ts'
import { foundedOffice, REPORT, sentTip, staffBrowser, startWorld, type Founded, type World } from './world.ts'

const MARKER = 'Qzx7MarkerHotline'

let world: World
let founded: Founded
/** An operator of the hotline, another one, and an investigator of Jiyang. */
let zhou: StaffBrowser
let gao: StaffBrowser
let su: StaffBrowser

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  zhou = await joined(founded.hotline, 'zhou.xiaolan', 'operator')
  gao = await joined(founded.hotline, 'gao.wei', 'operator')
  su = await joined(founded.jiyang, 'su.ting', 'investigator')
})
afterAll(() => world.stop())

async function joined(desk: FoundedDesk, login: string, role: Role): Promise<StaffBrowser> {
  const member = await newMember((await world.site()).siteId, login)
  const invitation = await newInvitation(desk, login, role)
  await founded.browser.done(invite, { params: { desk: desk.id }, body: invitation.body })
  const browser = staffBrowser(world)
  await browser.done(join, { body: await joinBody(member, invitation) })
  await founded.browser.done(handOverKey, {
    params: { desk: desk.id, member: member.account.id },
    body: { deskKeyB64: await wrappedDeskKey(desk, member) },
  })
  await browser.signIn(member)
  return browser
}

const TOLD: NewTip = { category: 'dealing', district: 'jiyang', report: { ...REPORT, what: MARKER }, files: [] }
const by =
  (channel: Channel): HandIn =>
  (send, tip) =>
    call(send, takeTip, { body: { channel, tip } })

/** Types a report in as the operator's page would; gives the code. */
async function taken(browser: StaffBrowser, channel: Channel, tip: Partial<NewTip> = {}): Promise<string> {
  const deps = { send: browser.send, derive: quickDerive, patience: impatient }
  const sent = await sendTip(deps, { ...TOLD, ...tip }, () => {}, by(channel))
  if (sent.is !== 'sent') throw new Error(`Not taken: ${JSON.stringify(sent)}`)
  return sent.code
}

/** The body that the page would send, caught on the way. */
async function caught(channel: Channel = 'phone'): Promise<TakenTip> {
  let body: TakenTip | null = null
  const deps = { send: zhou.send, derive: quickDerive, patience: impatient }
  await sendTip(deps, TOLD, undefined, (_send, tip) => {
    body = { channel, tip }
    return Promise.resolve({ is: 'done', reply: { tip: tip.id, commitmentB64: tip.commitmentB64 } })
  })
  if (body === null) throw new Error('Nothing was sent')
  return body
}

const counted = async (table: string): Promise<number> =>
  Number((await world.database.owner.unsafe(`select count(*) from ${table}`))[0]?.['count'])
const newestAt = async (desk: FoundedDesk): Promise<string> => {
  const { rows } = await founded.browser.done(listTips, { params: { desk: desk.id } })
  return rows[0]?.tip ?? ''
}

test.each(CHANNELS)(
  'a report that came by %s goes to the desk that it belongs to, which sees how and who',
  async (channel) => {
    const code = await taken(zhou, channel)
    const tip = await su.done(openTip, { params: { tip: await newestAt(founded.jiyang) } })
    expect(tip.taken).toMatchObject({ channel, by: { name: 'zhou.xiaolan' } })
    const wrap = await open(fromB64(tip.wrapB64), [founded.jiyang.pair.identity], {
      tip: tip.tip,
      kind: 'tip-key',
      seq: 0,
    })
    const { identity } = (wrap.is === 'opened' ? wrap.body : {}) as { identity: string }
    const opened = await open(fromB64(tip.reportB64), [identity], { tip: tip.tip, kind: 'report', seq: 0 })
    expect(opened.is === 'opened' && report.parse(opened.body).what).toBe(MARKER)

    const keys = await keysOf(world.deps, code)
    if ('is' in keys) throw new Error(keys.refusal)
    const found = await findTip(world.deps, keys, null)
    expect(found.is === 'found' && found.shown.stages.map(({ stage }) => stage)).toEqual(['received'])
  },
)

test('of what citizens sent themselves nobody is said to have taken it', async () => {
  await sentTip(world, { district: 'jiyang' })
  expect((await su.done(openTip, { params: { tip: await newestAt(founded.jiyang) } })).taken).toBe(null)
})

test('an operator sees neither list nor content of tips, not even of what they took', async () => {
  await taken(zhou, 'phone')
  const tip = await newestAt(founded.jiyang)
  for (const desk of [founded.jiyang.id, founded.hotline.id])
    expect(await zhou.refusal(listTips, { params: { desk } })).toBe('notPermitted')
  expect(await zhou.refusal(openTip, { params: { tip } })).toBe('notPermitted')
  expect(await zhou.refusal(peekTip, { params: { tip } })).toBe('notPermitted')
  const { rows } = await zhou.done(listTaken, { params: {} })
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['category', 'channel', 'desk', 'number', 'takenAt'])
})

test('who may not take tips is refused before anything is read', async () => {
  const auditor = await joined(founded.administration, 'he.jian', 'security-admin')
  const body = await caught()
  const before = await counted('tips')
  expect(await auditor.refusal(takeTip, { body })).toBe('notPermitted')
  expect(await auditor.refusal(readSite, {})).toBe('notPermitted')
  expect(await auditor.refusal(listTaken, { params: {} })).toBe('notPermitted')
  expect(await staffBrowser(world).refusal(takeTip, { body })).toBe('notSignedIn')
  const form = new FormData()
  form.set('piece', new Blob([randomBytes(100)]), 'piece')
  const path = UPLOAD_PIECE_PATH.replace(':file', body.tip.id).replace(':seq', '0')
  const piece = await ask(auditor.send, path, { method: 'POST', body: form }, async () => null)
  expect(piece.is === 'refused' && piece.refusal).toBe('notPermitted')
  expect(await counted('tips')).toBe(before)
})

test('a lost answer and sending again make one tip, one trace, and the same receipt', async () => {
  const body = await caught('letter')
  const [tips, traces] = [await counted('tips'), await counted('records')]
  const answers = await Promise.all([1, 2, 3].map(() => zhou.done(takeTip, { body })))
  answers.push(await zhou.done(takeTip, { body: { ...body, channel: 'phone' } }))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect([await counted('tips'), await counted('records')]).toEqual([tips + 1, traces + 1])
  const [deed] = await world.database.owner`select did, tip_id, desk_id from records order by seq desc limit 1`
  expect(deed).toEqual({ did: 'take-tip', tip_id: body.tip.id, desk_id: founded.jiyang.id })
  const { rows } = await zhou.done(listTaken, { params: {} })
  expect(rows[0]?.channel).toBe('letter')
})

test('a tip of somebody else under the same id is not mine', async () => {
  const body = await caught()
  await zhou.done(takeTip, { body })
  expect(await gao.refusal(takeTip, { body })).toBe('tipDiffers')
  const citizens = await caught()
  await call(world.send, submitTip, { body: citizens.tip })
  expect(await zhou.refusal(takeTip, { body: citizens })).toBe('tipDiffers')
})

test('forged parts are refused as a citizen’s would be, and leave nothing behind', async () => {
  const good = await caught()
  const before = [await counted('tips'), await counted('records'), await counted('tip_intakes')]
  const refused = (tip: Partial<TakenTip['tip']>): Promise<string> =>
    zhou.refusal(takeTip, { body: { ...good, tip: { ...good.tip, ...tip } } })
  const notAge = Buffer.from('not an age file at all').toString('base64')
  expect(await refused({ wrapB64: notAge })).toBe('notSealed')
  expect(await refused({ reportB64: notAge })).toBe('notSealed')
  expect(await refused({ desk: founded.hotline.id })).toBe('deskUnknown')
  expect(await refused({ commitmentB64: Buffer.alloc(32).toString('base64') })).toBe('commitmentDiffers')
  expect(await zhou.refusal(takeTip, { body: { ...good, channel: 'gossip' as never } })).toBe('invalidInput')
  expect([await counted('tips'), await counted('records'), await counted('tip_intakes')]).toEqual(before)
})

test('the scan of a letter travels with it, in pieces, sealed', async () => {
  const scan = new File([randomBytes(PIECE_BYTES + 1000), MARKER], '来信.bin')
  await taken(zhou, 'letter', { files: [scan] })
  const tip = await su.done(openTip, { params: { tip: await newestAt(founded.jiyang) } })
  expect(tip.files.map(({ pieces }) => pieces)).toEqual([2])
})

test('the list of what I took is mine, newest first, and turns its pages on the server', async () => {
  const bodies = await Promise.all(Array.from({ length: TAKEN_PAGE_ROWS + 2 }, () => caught('visit')))
  for (const body of bodies) await gao.done(takeTip, { body })
  const first = await gao.done(listTaken, { params: {} })
  expect(first.rows).toHaveLength(TAKEN_PAGE_ROWS)
  expect(first.rows[0]).toMatchObject({ channel: 'visit', category: 'dealing', desk: { nameZh: '吉阳大队' } })
  const second = await gao.done(listTaken, { params: { before: first.older ?? 0 } })
  expect([second.rows.length, second.older]).toEqual([2, null])
  const numbers = [...first.rows, ...second.rows].map(({ number }) => number)
  expect(numbers).toEqual([...new Set(numbers)].toSorted().toReversed())
})

test('an officer may type in what a citizen tells them', async () => {
  await taken(su, 'visit')
  const tip = await su.done(openTip, { params: { tip: await newestAt(founded.jiyang) } })
  expect(tip.taken).toMatchObject({ channel: 'visit', by: { name: 'su.ting' } })
})

test('nothing of what was said stands in a log line or a table, and nothing of the code', async () => {
  const code = await taken(zhou, 'phone')
  const tables = await world.database.owner`select tablename from pg_tables where schemaname = 'public'`
  expect(tables.length).toBeGreaterThan(15)
  const forms = [MARKER, code].flatMap((text) => [text, Buffer.from(text).toString('hex')])
  for (const { tablename } of tables) {
    const rows = await world.database.owner.unsafe(`select t::text as row from ${String(tablename)} t`)
    for (const form of forms)
      expect([tablename, rows.some(({ row }) => String(row).includes(form))]).toEqual([tablename, false])
  }
  expect(JSON.stringify(world.logs)).not.toMatch(new RegExp(`${MARKER}|${code}`))
})

test('the function that makes tips knows three ways in, and nobody else may call it', async () => {
  const body = await caught()
  const { owner } = world.database
  const [mine] = await owner`select id from staff where login = 'zhou.xiaolan'`
  const row = JSON.stringify({ ...body.tip, deskId: body.tip.desk, receivedAt: new Date() })
  await expect(
    owner`select take_tip(${row}::jsonb, 'x'::bytea, '[]'::jsonb, 'gossip', ${String(mine?.['id'])}::uuid)`,
  ).rejects.toMatchObject({ code: '23514' })
  const [may] = await owner`
    select has_function_privilege('lushao_public', p.oid, 'EXECUTE') as citizens,
           has_function_privilege('lushao_office', p.oid, 'EXECUTE') as office
    from pg_proc p where p.proname = 'take_tip'`
  expect(may).toEqual({ citizens: false, office: true })
})
