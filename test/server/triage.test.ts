import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readMailbox } from '#contract/mailbox.ts'
import { removeMember, stopStaff } from '#contract/staff.ts'
import { answerTip, listTips, moveTip, openTip, peekTip, type OpenedTip } from '#contract/tips.ts'
import { listColleagues, setWork, undoMove, writeNote, type Work } from '#contract/triage.ts'
import { toB64 } from '#seal/b64.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { call } from '#ui/client.ts'
import { quickDerive } from './browser.ts'
import { again, moved, moveOf, newTip, pass, sealedTo, transferred, undoOf } from './triage-world.ts'
import { foundedOffice, sentTip, startWorld, type Founded, type World, newOfficer, type Officer } from './world.ts'

let world: World
let founded: Founded
/** Two investigators of the city squad, and one of Jiyang. */
let lin: Officer
let wang: Officer
let su: Officer
let tip: OpenedTip

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  wang = await newOfficer(world, founded, founded.city, 'wang.liheng')
  su = await newOfficer(world, founded, founded.jiyang, 'su.ting')
})
afterAll(() => world.stop())
beforeEach(async () => {
  tip = await newTip(world, lin, founded.city)
})

const NOTHING: Work = { assignee: null, priority: 'normal', followUpOn: null }
const workTo = (to: Partial<Work>, seen: Work = NOTHING) => ({
  params: { tip: tip.tip },
  body: { seen, to: { ...NOTHING, ...to } },
})
const rowOf = async (officer: Officer) =>
  (await officer.browser.done(listTips, { params: { desk: founded.city.id } })).rows.find((row) => row.tip === tip.tip)
const deeds = async (did: string): Promise<number> =>
  (await world.database.owner`select 1 from records where tip_id = ${tip.tip} and did = ${did}`).length
const noteOf = async (mentions: string[] = [], seq = tip.nextNoteSeq) => ({
  params: { tip: tip.tip },
  body: { id: randomUUID(), seq, sealedB64: await sealedTo(tip, 'note', seq), mentions },
})

test('an officer takes a tip, makes it urgent and sets a day; everybody sees who gave it to whom', async () => {
  const to: Work = { assignee: lin.id, priority: 'danger', followUpOn: '2026-12-01' }
  expect(await lin.browser.done(setWork, workTo(to))).toEqual(to)
  await wang.browser.done(setWork, workTo({ ...to, assignee: wang.id }, to))
  await wang.browser.done(setWork, workTo({ ...to, assignee: null }, { ...to, assignee: wang.id }))
  await lin.browser.done(setWork, workTo({ ...to, assignee: wang.id }, { ...to, assignee: null }))
  const opened = await again(lin, tip)
  expect([opened.assignee, opened.priority, opened.followUpOn]).toEqual([
    { id: wang.id, name: 'wang.liheng' },
    'danger',
    '2026-12-01',
  ])
  expect(opened.assignments.map(({ to: whom, by }) => [whom?.name, by.name])).toEqual([
    ['lin.yue', 'lin.yue'],
    ['wang.liheng', 'wang.liheng'],
    [undefined, 'wang.liheng'],
    ['wang.liheng', 'lin.yue'],
  ])
  expect(await rowOf(lin)).toMatchObject({ assignee: { name: 'wang.liheng' }, priority: 'danger' })
  expect(await lin.browser.done(peekTip, { params: { tip: tip.tip } })).toMatchObject({
    assignee: wang.id,
    priority: 'danger',
    followUpOn: '2026-12-01',
  })
  expect(await deeds('set-work')).toBe(4)
})

test('two officers set the work of a tip at once: one is told that it changed meanwhile', async () => {
  const came = await Promise.all([
    lin.browser.refusal(setWork, workTo({ assignee: lin.id })),
    wang.browser.refusal(setWork, workTo({ assignee: wang.id })),
  ])
  expect(came.toSorted()).toEqual(['changedMeanwhile', 'done'])
  expect((await again(lin, tip)).assignments).toHaveLength(1)
})

test('the same setting again is harmless, whoever sends it', async () => {
  const same = workTo({ assignee: lin.id, priority: 'urgent' })
  expect(await Promise.all([lin, lin, wang].map(({ browser }) => browser.refusal(setWork, same)))).toEqual([
    'done',
    'done',
    'done',
  ])
  expect((await again(lin, tip)).assignments).toHaveLength(1)
  expect(await deeds('set-work')).toBe(1)
})

test('a tip is given to colleagues only: of its desk, with the key, not stopped', async () => {
  const waiting = await newOfficer(world, founded, founded.city, 'new.one', { hasKey: false })
  const stopped = await newOfficer(world, founded, founded.city, 'stopped.one')
  const gone = await newOfficer(world, founded, founded.city, 'gone.one')
  const admin = await newOfficer(world, founded, founded.administration, 'luo.yiming', { role: 'security-admin' })
  const { colleagues } = await lin.browser.done(listColleagues, { params: { desk: founded.city.id } })
  expect(colleagues.map(({ name }) => name)).toEqual(['chen.lead', 'gone.one', 'lin.yue', 'stopped.one', 'wang.liheng'])
  await admin.browser.done(stopStaff, { params: { member: stopped.id }, body: { stopped: true } })
  await founded.browser.done(removeMember, { params: { desk: founded.city.id, member: gone.id } })
  for (const { id } of [waiting, stopped, gone, su, { id: randomUUID() }]) {
    expect(await lin.browser.refusal(setWork, workTo({ assignee: id }))).toBe('notAColleague')
    expect(await lin.browser.refusal(writeNote, await noteOf([id]))).toBe('notAColleague')
  }
  expect((await again(lin, tip)).assignments).toEqual([])
  const left = await lin.browser.done(listColleagues, { params: { desk: founded.city.id } })
  expect(left.colleagues.map(({ name }) => name)).toEqual(['chen.lead', 'lin.yue', 'wang.liheng'])
})

test('who leaves the desk leaves its tips: they are nobody’s, and a colleague who saw it otherwise is told', async () => {
  const leaving = await newOfficer(world, founded, founded.city, 'leaving.one')
  await lin.browser.done(setWork, workTo({ assignee: leaving.id }))
  const seen = { ...NOTHING, assignee: leaving.id }
  expect((await again(lin, tip)).assignee?.name).toBe('leaving.one')
  await founded.browser.done(removeMember, { params: { desk: founded.city.id, member: leaving.id } })
  expect((await again(lin, tip)).assignee).toBe(null)
  expect((await rowOf(lin))?.assignee).toBe(null)
  expect(await lin.browser.refusal(setWork, workTo({ assignee: lin.id }, seen))).toBe('changedMeanwhile')
  await lin.browser.done(setWork, workTo({ assignee: lin.id }))
})

test('officers of other desks arrange nothing, and learn nothing', async () => {
  expect(await su.browser.refusal(setWork, workTo({ assignee: su.id }))).toBe('tipNotFound')
  expect(await su.browser.refusal(undoMove, undoOf(tip))).toBe('tipNotFound')
  expect(await su.browser.refusal(writeNote, await noteOf())).toBe('tipNotFound')
  expect(await su.browser.refusal(listColleagues, { params: { desk: founded.city.id } })).toBe('notPermitted')
})

test('a day that is none is refused', async () => {
  for (const followUpOn of ['2026-02-30', '0000-01-01', 'tomorrow', '2026-12-01T00:00:00Z'])
    expect([followUpOn, await lin.browser.refusal(setWork, workTo({ followUpOn }))]).toEqual([
      followUpOn,
      'invalidInput',
    ])
})

test('a move is taken back as if it had not been: stage and waiting are as before', async () => {
  const accepted = await moved(lin, tip, 'accept')
  expect([accepted.stage, accepted.waitingFor]).toEqual(['accepted', 'nobody'])
  expect(await lin.browser.done(undoMove, undoOf(accepted))).toEqual({ stage: 'received' })
  const undone = await again(lin, tip)
  expect([undone.stage, undone.waitingFor]).toEqual(['received', 'desk'])
  expect(undone.moves.map(({ move, to, by }) => [move, to, by?.name])).toEqual([
    [null, 'received', undefined],
    ['accept', 'accepted', 'lin.yue'],
    ['undo', 'received', 'lin.yue'],
  ])
  expect(await lin.browser.refusal(undoMove, undoOf(undone))).toBe('nothingToUndo')
  const verifying = await moved(lin, await moved(lin, undone, 'accept'), 'verify')
  await lin.browser.done(undoMove, undoOf(verifying))
  expect(await again(lin, tip)).toMatchObject({ stage: 'accepted', waitingFor: 'nobody' })
  expect(await deeds('undo-move')).toBe(2)
})

test('a question that was asked before stays open when a move is taken back', async () => {
  const body = { id: randomUUID(), seq: 0, isQuestion: true, sealedB64: await sealedTo(tip, 'message', 0) }
  await lin.browser.done(answerTip, { params: { tip: tip.tip }, body })
  const invalid = await moved(lin, await again(lin, tip), 'mark-invalid', true)
  expect(invalid.waitingFor).toBe('nobody')
  await lin.browser.done(undoMove, undoOf(invalid))
  expect((await again(lin, tip)).waitingFor).toBe('tipster')
})

test('somebody else’s move is taken back by nobody, one’s own for ten minutes', async () => {
  const accepted = await moved(lin, tip, 'accept')
  expect(await wang.browser.refusal(undoMove, undoOf(accepted))).toBe('nothingToUndo')
  await pass(world, tip, '11 minutes')
  expect(await lin.browser.refusal(undoMove, undoOf(accepted))).toBe('nothingToUndo')
})

test('spam needs no reason; anybody at the desk takes the mark back for thirty days, then it is reopened with one', async () => {
  const spam = await moved(lin, tip, 'mark-spam')
  await pass(world, tip, '29 days')
  await wang.browser.done(undoMove, undoOf(spam))
  const marked = await moved(wang, await again(wang, tip), 'mark-spam')
  await pass(world, tip, '31 days')
  expect(await wang.browser.refusal(undoMove, undoOf(marked))).toBe('nothingToUndo')
  expect(await lin.browser.refusal(moveTip, await moveOf(marked, 'reopen'))).toBe('reasonMissing')
  expect((await moved(lin, marked, 'reopen', true)).stage).toBe('verifying')
})

test('accepted and marked as spam at once: one happens, the other is told', async () => {
  const came = await Promise.all([
    lin.browser.refusal(moveTip, await moveOf(tip, 'accept')),
    wang.browser.refusal(moveTip, await moveOf(tip, 'mark-spam')),
  ])
  expect(came.toSorted()).toEqual(['done', 'moveForbidden'])
  expect((await again(lin, tip)).moves).toHaveLength(2)
})

test('taken back twice at once: it happens once', async () => {
  const spam = await moved(lin, tip, 'mark-spam')
  const came = await Promise.all([lin, wang].map(({ browser }) => browser.refusal(undoMove, undoOf(spam))))
  expect(came.toSorted()).toEqual(['done', 'moveForbidden'])
  expect((await again(lin, tip)).moves.map(({ move }) => move)).toEqual([null, 'mark-spam', 'undo'])
})

test('an undo over a stage or a place that is old is refused', async () => {
  const accepted = await moved(lin, tip, 'accept')
  expect(await lin.browser.refusal(undoMove, undoOf(accepted, 'received'))).toBe('moveForbidden')
  expect(await lin.browser.refusal(undoMove, undoOf(tip, 'accepted'))).toBe('placeTaken')
})

test('many nearly equal tips are marked as spam at once, and none waits for another for ever', async () => {
  const tips = [tip]
  for (let more = 0; more < 7; more++) tips.push(await newTip(world, lin, founded.city))
  for (const { tip: id } of tips) await sameBands(id)
  const came = await Promise.all(
    tips.map(async (each, turn) =>
      (turn % 2 === 0 ? lin : wang).browser.refusal(moveTip, await moveOf(each, 'mark-spam')),
    ),
  )
  expect(new Set(came)).toEqual(new Set(['done']))
})

test('a new tip of nearly the same text as a spam tip is recognised, until the mark is taken back', async () => {
  const spam = await moved(lin, tip, 'mark-spam')
  await sameBands(spam.tip, [21n, 22n, 23n, 24n])
  const like = await newTip(world, lin, founded.city)
  const unlike = await newTip(world, lin, founded.city)
  await sameBands(like.tip, [21n, 22n, 23n, 90n])
  await sameBands(unlike.tip, [21n, 22n, 91n, 92n])
  const marked = async () =>
    (await lin.browser.done(listTips, { params: { desk: founded.city.id, likeSpam: 'yes' } })).rows.map(
      (row) => row.tip,
    )
  expect(await marked()).toEqual([like.tip])
  await wang.browser.done(undoMove, undoOf(spam))
  expect(await marked()).toEqual([])
  await moved(lin, await again(lin, tip), 'mark-spam')
  expect(await marked()).toEqual([like.tip])
  await moved(lin, like, 'accept')
  expect(await marked()).toEqual([])
})

/** Tokens of a text as a browser would store them; the office's own way to do so is tested with the search. */
async function sameBands(id: string, tokens = [11n, 12n, 13n, 14n]): Promise<void> {
  await world.database.owner.begin(async (tx) => {
    await tx`insert into tip_indexes (tip_id, revision, content_seq, sealed) values (${id}, 1, 0, 'x')`
    for (const token of tokens)
      await tx`insert into tip_bands (token, serial, tip_id, desk_id) select ${String(token)}, serial, id, desk_id from tips where id = ${id}`
  })
}

test('a note is for colleagues: those mentioned find it until they open the tip', async () => {
  const body = await noteOf([wang.id, wang.id])
  expect(await lin.browser.done(writeNote, body)).toEqual({ seq: 0 })
  expect([(await rowOf(lin))?.mentionsMe, (await rowOf(wang))?.mentionsMe]).toEqual([false, true])
  const mentioned = { params: { desk: founded.city.id, mentioned: 'me' as const } }
  expect((await wang.browser.done(listTips, mentioned)).rows.map((row) => row.tip)).toEqual([tip.tip])
  const opened = await again(wang, tip)
  expect(opened.notes.map(({ seq, by, mentions, sealedB64 }) => [seq, by.name, mentions, sealedB64])).toEqual([
    [0, 'lin.yue', [{ id: wang.id, name: 'wang.liheng' }], body.body.sealedB64],
  ])
  expect([opened.nextNoteSeq, opened.contentSeq]).toEqual([1, 1])
  expect((await rowOf(wang))?.mentionsMe).toBe(false)
  expect((await wang.browser.done(listTips, mentioned)).rows).toEqual([])
})

test('two notes for the same place: one is told; each arrives once, however often it is sent', async () => {
  const [one, other] = [await noteOf(), await noteOf()]
  const came = await Promise.all([
    lin.browser.refusal(writeNote, one),
    wang.browser.refusal(writeNote, other),
    lin.browser.refusal(writeNote, one),
    wang.browser.refusal(writeNote, other),
  ])
  expect(came.toSorted()).toEqual(['done', 'done', 'placeTaken', 'placeTaken'])
  expect((await again(lin, tip)).notes).toHaveLength(1)
  expect(await deeds('write-note')).toBe(1)
  expect(await lin.browser.refusal(writeNote, await noteOf([], 5))).toBe('placeTaken')
  const readable = { ...(await noteOf([], 1)).body, sealedB64: toB64(new TextEncoder().encode('readable')) }
  expect(await lin.browser.refusal(writeNote, { params: { tip: tip.tip }, body: readable })).toBe('notSealed')
})

test('a tip at a new desk has no assignee there and is unread; who had it before stays in its trail', async () => {
  await lin.browser.done(setWork, workTo({ assignee: lin.id, priority: 'urgent' }))
  await transferred(lin, tip, founded.city, founded.jiyang)
  const { rows } = await su.browser.done(listTips, { params: { desk: founded.jiyang.id } })
  expect(rows.find((row) => row.tip === tip.tip)).toMatchObject({ assignee: null, unread: true, priority: 'urgent' })
  const there = await again(su, tip)
  expect([there.assignee, there.assignments[0]?.to?.name]).toEqual([null, 'lin.yue'])
})

test('the tipster sees neither a move that was taken back, nor the taking back', async () => {
  const code = await sentTip(world)
  const [row] = await world.database.owner`select id from tips order by serial desc limit 1`
  const mine = await lin.browser.done(openTip, { params: { tip: String(row?.['id']) } })
  const keys = await codeKeys(code, (await world.site()).siteId, quickDerive)
  const stages = async (): Promise<string[]> => {
    const body = { lookupB64: toB64(keys.lookupBytes), before: null }
    const answer = await call(world.send, readMailbox, { body })
    return answer.is === 'done' ? (answer.reply.mailbox?.stages.map(({ stage }) => stage) ?? []) : []
  }
  const accepted = await moved(lin, mine, 'accept')
  expect(await stages()).toEqual(['received', 'accepted'])
  await lin.browser.done(undoMove, undoOf(accepted))
  expect(await stages()).toEqual(['received'])
  const spam = await moved(lin, await again(lin, mine), 'mark-spam')
  expect(await stages()).toEqual(['received', 'spam'])
  await wang.browser.done(undoMove, undoOf(spam))
  await moved(wang, await again(wang, mine), 'accept')
  expect(await stages()).toEqual(['received', 'accepted'])
})
