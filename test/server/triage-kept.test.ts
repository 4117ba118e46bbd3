import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  dropCannedAnswer,
  dropView,
  keepCannedAnswer,
  keepView,
  listCannedAnswers,
  listViews,
  MAX_CANNED_ANSWERS,
  MAX_VIEWS,
} from '#contract/triage.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { FoundedDesk } from './browser.ts'

import { foundedOffice, startWorld, type Founded, type World, newOfficer, type Officer } from './world.ts'

let world: World
let founded: Founded
let lin: Officer
let wang: Officer
let su: Officer

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  wang = await newOfficer(world, founded, founded.city, 'wang.liheng')
  su = await newOfficer(world, founded, founded.jiyang, 'su.ting')
})
afterAll(() => world.stop())

const answerOf = async (answer: string, revision = 0, desk: FoundedDesk = founded.city) => ({
  params: { desk: desk.id, answer },
  body: {
    revision,
    sealedB64: toB64(await seal({ tip: answer, kind: 'canned-answer', seq: revision }, 'words', [desk.pair.recipient])),
  },
})
const answers = async (officer: Officer, desk: FoundedDesk) =>
  (await officer.browser.done(listCannedAnswers, { params: { desk: desk.id } })).answers
const viewOf = async (view: string, desk: FoundedDesk = founded.city) => ({
  params: { desk: desk.id, view },
  body: { sealedB64: toB64(await seal({ tip: view, kind: 'saved-view', seq: 0 }, 'words', [desk.pair.recipient])) },
})
const views = async (officer: Officer, desk: FoundedDesk) =>
  (await officer.browser.done(listViews, { params: { desk: desk.id } })).views

test('an answer of the desk is there for all of the desk, in the order in which they were made', async () => {
  const [one, other] = [await answerOf(randomUUID()), await answerOf(randomUUID())]
  await lin.browser.done(keepCannedAnswer, one)
  await wang.browser.done(keepCannedAnswer, other)
  const next = await answerOf(one.params.answer, 1)
  await wang.browser.done(keepCannedAnswer, next)
  expect(await answers(lin, founded.city)).toEqual([
    { id: one.params.answer, revision: 1, sealedB64: next.body.sealedB64 },
    { id: other.params.answer, revision: 0, sealedB64: other.body.sealedB64 },
  ])
  expect(await answers(su, founded.jiyang)).toEqual([])
  for (const { params } of [one, other]) await lin.browser.done(dropCannedAnswer, { params })
  await wang.browser.done(dropCannedAnswer, { params: one.params })
  expect(await answers(lin, founded.city)).toEqual([])
})

test('two officers replace an answer at once: one is told; the same request again is harmless', async () => {
  const first = await answerOf(randomUUID())
  const kept = await Promise.all([1, 2].map(() => lin.browser.refusal(keepCannedAnswer, first)))
  expect(kept).toEqual(['done', 'done'])
  const [mine, theirs] = [await answerOf(first.params.answer, 1), await answerOf(first.params.answer, 1)]
  const came = await Promise.all([
    lin.browser.refusal(keepCannedAnswer, mine),
    lin.browser.refusal(keepCannedAnswer, mine),
    wang.browser.refusal(keepCannedAnswer, theirs),
    wang.browser.refusal(keepCannedAnswer, theirs),
  ])
  expect(came.toSorted()).toEqual(['changedMeanwhile', 'changedMeanwhile', 'done', 'done'])
  const jumped = await answerOf(first.params.answer, 3)
  expect(await lin.browser.refusal(keepCannedAnswer, jumped)).toBe('changedMeanwhile')
  await wang.browser.done(dropCannedAnswer, { params: first.params })
  const late = await answerOf(first.params.answer, 2)
  expect(await lin.browser.refusal(keepCannedAnswer, late)).toBe('changedMeanwhile')
})

test('answers of other desks are neither read nor changed, and nothing is kept that is not sealed', async () => {
  const ours = await answerOf(randomUUID())
  await lin.browser.done(keepCannedAnswer, ours)
  expect(await su.browser.refusal(listCannedAnswers, { params: { desk: founded.city.id } })).toBe('notPermitted')
  expect(await su.browser.refusal(keepCannedAnswer, ours)).toBe('notPermitted')
  expect(await su.browser.refusal(dropCannedAnswer, { params: ours.params })).toBe('notPermitted')
  const elsewhere = await answerOf(ours.params.answer, 1, founded.jiyang)
  expect(await su.browser.refusal(keepCannedAnswer, elsewhere)).toBe('notFound')
  await su.browser.done(dropCannedAnswer, { params: elsewhere.params })
  expect(await answers(lin, founded.city)).toHaveLength(1)
  const readable = { params: ours.params, body: { revision: 1, sealedB64: toB64(new TextEncoder().encode('words')) } }
  expect(await lin.browser.refusal(keepCannedAnswer, readable)).toBe('notSealed')
  await lin.browser.done(dropCannedAnswer, { params: ours.params })
})

test('a desk keeps a hundred answers and no more, even when two add the last one at once', async () => {
  const sample = await answerOf(randomUUID())
  for (let held = 0; held < MAX_CANNED_ANSWERS - 1; held++)
    await lin.browser.done(keepCannedAnswer, { ...sample, params: { ...sample.params, answer: randomUUID() } })
  const last = () => ({ ...sample, params: { ...sample.params, answer: randomUUID() } })
  const came = await Promise.all([lin, wang].map(({ browser }) => browser.refusal(keepCannedAnswer, last())))
  expect(came.toSorted()).toEqual(['done', 'tooManyAnswers'])
  const [held] = await answers(lin, founded.city)
  const next = await answerOf(held?.id ?? '', 1)
  expect(await lin.browser.refusal(keepCannedAnswer, next)).toBe('done')
})

test('a view is its keeper’s own: others neither see nor change it', async () => {
  const mine = await viewOf(randomUUID())
  for (let turn = 0; turn < 2; turn++) await lin.browser.done(keepView, mine)
  expect(await views(lin, founded.city)).toEqual([{ id: mine.params.view, sealedB64: mine.body.sealedB64 }])
  expect(await views(wang, founded.city)).toEqual([])
  expect(await wang.browser.refusal(keepView, mine)).toBe('notFound')
  await wang.browser.done(dropView, { params: mine.params })
  expect(await su.browser.refusal(listViews, { params: { desk: founded.city.id } })).toBe('notPermitted')
  const changed = await viewOf(mine.params.view)
  await lin.browser.done(keepView, changed)
  expect(await views(lin, founded.city)).toEqual([{ id: mine.params.view, sealedB64: changed.body.sealedB64 }])
  await lin.browser.done(dropView, { params: mine.params })
  await lin.browser.done(dropView, { params: mine.params })
  expect(await views(lin, founded.city)).toEqual([])
})

test('an officer keeps twenty views a desk and no more, even from two pages at once', async () => {
  const sample = await viewOf(randomUUID())
  const another = () => ({ ...sample, params: { ...sample.params, view: randomUUID() } })
  for (let held = 0; held < MAX_VIEWS - 1; held++) await lin.browser.done(keepView, another())
  const came = await Promise.all([1, 2].map(() => lin.browser.refusal(keepView, another())))
  expect(came.toSorted()).toEqual(['done', 'tooManyViews'])
  expect(await wang.browser.refusal(keepView, another())).toBe('done')
})
