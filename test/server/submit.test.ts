import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submitTip, type SubmittedTip } from '#contract/intake.ts'
import { call } from '#ui/client.ts'
import type { Send } from '#contract/route.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { sendTip } from '#reporting/send-tip.ts'
import { quickDerive } from './browser.ts'
import { foundedOffice, REPORT, sentTip, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
})
afterAll(() => world.stop())

const tips = async (): Promise<number> => Number((await world.database.owner`select count(*) from tips`)[0]?.['count'])

/** The body that the page would send, caught on the way. */
async function caughtTip(tip: Partial<Parameters<typeof sendTip>[1]> = {}): Promise<SubmittedTip> {
  let caught: SubmittedTip | null = null
  const send: Send = (path, init) => {
    if (path !== submitTip.path) return world.send(path, init)
    caught = JSON.parse(String(init.body)) as SubmittedTip
    return Promise.resolve(Response.json({ tip: caught.id, commitmentB64: caught.commitmentB64 }))
  }
  await sendTip({ ...world.deps, send }, { category: 'dealing', district: 'unsure', report: REPORT, files: [], ...tip })
  if (caught === null) throw new Error('Nothing was sent')
  return caught
}

async function refusal(body: SubmittedTip): Promise<string> {
  const answer = await call(world.send, submitTip, { body })
  return answer.is === 'refused' ? answer.refusal : answer.is
}

test('a tip that was sent is found with its code, and not with the code of another', async () => {
  const code = await sentTip(world)
  const keys = await keysOf(world.deps, code)
  if ('is' in keys) throw new Error(keys.refusal)
  const found = await findTip(world.deps, keys, null)
  expect(found.is === 'found' && found.shown.stages.map((each) => each.stage)).toEqual(['received'])
  const others = await codeKeys('00000000000000000001', (await world.site()).siteId, quickDerive)
  expect((await findTip(world.deps, others, null)).is).toBe('unknown')
})

test('the same code at another site is unknown', async () => {
  const code = await sentTip(world)
  const keys = await codeKeys(code, randomUUID(), quickDerive)
  expect((await findTip(world.deps, keys, null)).is).toBe('unknown')
})

test('sending the same tip again gives the same receipt and stores it once', async () => {
  const body = await caughtTip()
  const before = await tips()
  const answers = await Promise.all([1, 2, 3, 4].map(() => call(world.send, submitTip, { body })))
  expect(answers).toEqual(
    answers.map(() => ({ is: 'done', reply: { tip: body.id, commitmentB64: body.commitmentB64 } })),
  )
  expect(await tips()).toBe(before + 1)
})

test('another tip under the same id is refused and changes nothing', async () => {
  const [first, second] = [await caughtTip(), await caughtTip()]
  await call(world.send, submitTip, { body: first })
  const before = await tips()
  expect(await refusal({ ...second, id: first.id })).toBe('commitmentDiffers')
  expect(await refusal({ ...first, lookupHashB64: second.lookupHashB64 })).toBe('commitmentDiffers')
  expect(await tips()).toBe(before)
})

test('64 tips at once all arrive, each once', async () => {
  const before = await tips()
  const codes = await Promise.all(Array.from({ length: 64 }, () => sentTip(world)))
  expect(new Set(codes).size).toBe(64)
  expect(await tips()).toBe(before + 64)
})

test('forged parts are refused, each with its reason, and leave nothing behind', async () => {
  const good = await caughtTip()
  const before = await tips()
  const notAge = Buffer.from('not an age file at all').toString('base64')
  expect(await refusal({ ...good, wrapB64: notAge })).toBe('notSealed')
  expect(await refusal({ ...good, reportB64: notAge })).toBe('notSealed')
  expect(await refusal({ ...good, desk: randomUUID() })).toBe('deskUnknown')
  expect(await refusal({ ...good, desk: founded.rewards.id })).toBe('deskUnknown')
  expect(await refusal({ ...good, commitmentB64: Buffer.alloc(32).toString('base64') })).toBe('commitmentDiffers')
  expect(await refusal({ ...good, tipRecipient: founded.city.pair.recipient })).toBe('commitmentDiffers')
  expect(await refusal({ ...good, category: 'gossip' as never })).toBe('invalidInput')
  expect(await refusal({ ...good, lookupHashB64: 'AAAA' })).toBe('invalidInput')
  expect(await refusal({ ...good, tipRecipient: 'age1' })).toBe('invalidInput')
  const file = { id: randomUUID(), seq: 0, pieces: 1, digestB64: Buffer.alloc(32).toString('base64') }
  expect(await refusal({ ...good, files: [file] })).toBe('commitmentDiffers')
  expect(await tips()).toBe(before)
})

test('bodies that are no tip are refused with a code, never with a stack', async () => {
  const post = (payload: string | Buffer, type = 'application/json') =>
    world.public.inject({ method: 'POST', url: submitTip.path, payload, headers: { 'content-type': type } })
  const refusals: [string | Buffer, string, number, string][] = [
    ['', 'application/json', 400, 'invalidInput'],
    ['{', 'application/json', 400, 'invalidInput'],
    ['[]', 'application/json', 400, 'invalidInput'],
    ['{"__proto__":{"x":1}}', 'application/json', 400, 'invalidInput'],
    ['x=1', 'application/x-www-form-urlencoded', 415, 'wrongContentType'],
    ['<a/>', 'text/xml', 415, 'wrongContentType'],
    [Buffer.alloc(1024 * 1024, 0x20), 'application/json', 413, 'tooLarge'],
  ]
  for (const [payload, type, status, code] of refusals) {
    const answer = await post(payload, type)
    expect([answer.statusCode, answer.json<{ refusal: string }>().refusal]).toEqual([status, code])
    expect(answer.body).not.toMatch(/at .*\.ts|node_modules/)
  }
})

test('an oversized field is refused as too large or invalid, not stored', async () => {
  const good = await caughtTip()
  const before = await tips()
  expect(await refusal({ ...good, reportB64: Buffer.alloc(200_000).toString('base64') })).toMatch(
    /tooLarge|invalidInput/,
  )
  expect(await tips()).toBe(before)
})
