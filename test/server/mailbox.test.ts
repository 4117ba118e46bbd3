import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postMessage } from '#contract/intake.ts'
import { MAILBOX_ANSWER_BYTES, readMailbox } from '#contract/mailbox.ts'
import { answerTip, listTips } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { seal } from '#seal/seal.ts'
import { connect } from '#db/connect.ts'
import { openMailbox } from '#server/intake/read-mailbox.ts'
import { call } from '#ui/client.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { sendMessage } from '../../web/public/src/send/send-message.ts'
import { foundedOffice, sentTip, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
})
afterAll(() => world.stop())

async function newTip(): Promise<CodeKeys> {
  const keys = await keysOf(world.deps, await sentTip(world))
  if ('is' in keys) throw new Error(keys.refusal)
  return keys
}

async function mailboxOf(keys: CodeKeys, before: number | null = null) {
  const found = await findTip(world.deps, keys, before)
  if (found.is !== 'found') throw new Error(found.is)
  return found
}

const rawAnswer = (lookupB64: string) =>
  world.public.inject({ method: 'POST', url: readMailbox.path, payload: { lookupB64, before: null } })

async function tell(keys: CodeKeys, tip: string, seq: number, text: string): Promise<void> {
  const { mailbox } = await mailboxOf(keys)
  const sealed = await seal({ tip, kind: 'message', seq }, { text, files: [] }, [
    mailbox.tipRecipient,
    keys.mailboxRecipient,
  ])
  await founded.browser.done(answerTip, {
    params: { tip },
    body: { id: randomUUID(), seq, isQuestion: true, sealedB64: toB64(sealed) },
  })
}

test('the answer has one size for a known code, an unknown one, and a full mailbox', async () => {
  const keys = await newTip()
  const { mailbox } = await mailboxOf(keys)
  const lookup = toB64(keys.lookupBytes)
  const sizes = [
    (await rawAnswer(lookup)).rawPayload.length,
    (await rawAnswer(toB64(randomBytes(16)))).rawPayload.length,
  ]
  for (let seq = 0; seq < 12; seq++) await tell(keys, mailbox.tip, seq, '请问还有别的情况吗？'.repeat(300))
  sizes.push((await rawAnswer(lookup)).rawPayload.length)
  expect(sizes).toEqual([MAILBOX_ANSWER_BYTES, MAILBOX_ANSWER_BYTES, MAILBOX_ANSWER_BYTES])
})

test('older messages are reached page by page, each once and in order', async () => {
  const keys = await newTip()
  const { mailbox } = await mailboxOf(keys)
  for (let seq = 0; seq < 9; seq++) await tell(keys, mailbox.tip, seq, `第 ${seq} 条`.padEnd(5000, '。'))
  const seen: number[] = []
  for (let before: number | null = null, page = 0; page === 0 || before !== null; page++) {
    const { shown } = await mailboxOf(keys, before)
    seen.unshift(...shown.messages.map((message) => message.seq))
    before = shown.older
    expect(page).toBeLessThan(10)
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

test('known and unknown codes take whole steps of time', async () => {
  const db = connect(world.database.publicUrl, 1)
  const keys = await newTip()
  for (const lookupB64 of [toB64(keys.lookupBytes), toB64(randomBytes(16))]) {
    for (const took of [1, 90, 260]) {
      let now = 0
      const waited: number[] = []
      const clock = (): number => (now += took)
      await openMailbox({ db, clock, wait: async (ms) => waited.push(ms) }, { lookupB64, before: null })
      expect((took + (waited[0] ?? 0)) % 250).toBe(0)
    }
  }
  await db.$client.end()
})

test('a message of the tipster arrives once, however often it is sent, and another does not take its place', async () => {
  const keys = await newTip()
  const { mailbox } = await mailboxOf(keys)
  const sealedB64 = toB64(
    await seal({ tip: mailbox.tip, kind: 'message', seq: 0 }, { text: '补充', files: [] }, [mailbox.tipRecipient]),
  )
  const body = { lookupB64: toB64(keys.lookupBytes), id: randomUUID(), seq: 0, sealedB64, files: [] }
  const post = async (changed: Partial<typeof body> = {}): Promise<string> => {
    const answer = await call(world.send, postMessage, { body: { ...body, ...changed } })
    return answer.is === 'refused' ? answer.refusal : answer.is
  }
  expect(await Promise.all([post(), post(), post()])).toEqual(['done', 'done', 'done'])
  expect(await post({ id: randomUUID() })).toBe('placeTaken')
  expect(await post({ id: randomUUID(), seq: 7 })).toBe('placeTaken')
  expect(await post({ id: randomUUID(), lookupB64: toB64(randomBytes(16)) })).toBe('codeUnknown')
  expect(await post({ id: randomUUID(), seq: 1, sealedB64: toB64(randomBytes(400)) })).toBe('notSealed')
  expect((await mailboxOf(keys)).shown.messages).toHaveLength(1)
})

test('tipster and desk write at the same moment: both messages arrive, in some order', async () => {
  const keys = await newTip()
  const { mailbox } = await mailboxOf(keys)
  const [sent] = await Promise.all([
    sendMessage(world.deps, keys, mailbox, { text: '我想起来了，是白色的车。', files: [] }),
    sendMessage(world.deps, keys, mailbox, { text: '车牌最后一位是 7。', files: [] }),
    tell(keys, mailbox.tip, 0, '车是什么颜色？')
      .catch(() => tell(keys, mailbox.tip, 1, '车是什么颜色？'))
      .catch(() => tell(keys, mailbox.tip, 2, '车是什么颜色？')),
  ])
  expect(sent).toEqual({ is: 'sent' })
  expect((await mailboxOf(keys)).shown.messages.map((message) => message.seq)).toEqual([0, 1, 2])
})

test('the desk sees that the tipster wrote, as waiting and unread', async () => {
  const keys = await newTip()
  const { mailbox } = await mailboxOf(keys)
  await sendMessage(world.deps, keys, mailbox, { text: '补充一点', files: [new File(['x'.repeat(3000)], '录音.txt')] })
  const { rows } = await founded.browser.done(listTips, {
    params: { desk: founded.city.id, unread: 'yes', waiting: 'desk' },
  })
  expect(rows.find((row) => row.tip === mailbox.tip)).toMatchObject({ unread: true, waitingFor: 'desk', files: 1 })
})
