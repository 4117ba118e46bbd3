import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MAILBOX_ANSWER_BYTES, readMailbox } from '#contract/mailbox.ts'
import type { OwnAward } from '#contract/own-award.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { toB64 } from '#seal/b64.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { connect } from '#db/connect.ts'
import { AWARDS_BYTES, boundedAwards, type AwardRow } from '#server/intake/own-awards.ts'
import { openMailbox } from '#server/intake/read-mailbox.ts'
import { findTip, keysOf, type ShownMailbox } from '../../web/public/src/send/mailbox.ts'
import { putAward, removeAwards, seizures } from './shown-award.ts'
import { foundedOffice, sentTip, startWorld, type World } from './world.ts'

let world: World
let keys: CodeKeys
let tip: string
beforeAll(async () => {
  world = await startWorld()
  await foundedOffice(world)
  ;({ keys, tip } = await newTip())
})
afterAll(() => world.stop())
afterEach(() => removeAwards(world.database.owner))

async function newTip(): Promise<{ keys: CodeKeys; tip: string }> {
  const made = await keysOf(world.deps, await sentTip(world))
  if ('is' in made) throw new Error(made.refusal)
  const found = await findTip(world.deps, made, null)
  if (found.is !== 'found') throw new Error(found.is)
  return { keys: made, tip: found.mailbox.tip }
}
async function shown(of = keys): Promise<ShownMailbox> {
  const found = await findTip(world.deps, of, null)
  if (found.is !== 'found') throw new Error(found.is)
  return found.shown
}
const only = async (): Promise<OwnAward> => {
  const { awards } = await shown()
  expect(awards).toHaveLength(1)
  return awards[0] as OwnAward
}
const rawAnswer = async (lookupB64: string) => {
  const payload = { lookupB64, before: null }
  return (await world.public.inject({ method: 'POST', url: readMailbox.path, payload })).rawPayload
}

test('without an award there is none, and the public number follows from the code', async () => {
  const mailbox = await shown()
  expect(mailbox.awards).toEqual([])
  expect(mailbox.reporter).toBe(reporterNumber(keys.claimPublicBytes))
  expect(mailbox.reporter).toMatch(/^\d{4}-\d{4}$/)
})

describe('while others decide, the tipster only learns that it is being assessed', () => {
  test.each(['proposed', 'reviewed', 'approved-once', 'returned'] as const)('%s', async (state) => {
    await putAward(world.database.owner, { tip, state })
    expect(await only()).toMatchObject({
      state: 'assessing',
      since: '2026-11-18',
      notifyDueOn: '2026-12-04',
      totalFen: null,
      denial: null,
      unmet: [],
      lines: [],
      more: { lines: 0, fen: '0' },
    })
  })
})

test('an award that was withdrawn is not there', async () => {
  await putAward(world.database.owner, { tip, state: 'withdrawn' })
  expect((await shown()).awards).toEqual([])
})

test('what is approved shows its amount and lines; what is granted also until when, in whole days', async () => {
  const { owner } = world.database
  await putAward(owner, { tip, state: 'approved', facts: seizures(['ketamine', '600'], ['heroin', '30']) })
  const approved = await only()
  expect(approved).toMatchObject({
    state: 'approved',
    totalFen: '100000',
    claimUntil: null,
    rules: 'SY-DEFAULT-1',
    isOfficial: false,
    claim: 'code',
  })
  expect(approved.lines).toHaveLength(1)
  expect(approved.lines[0]).toMatchObject({ quantity: '90', fen: '100000', how: 'fixed', from: '50', to: '500' })
  await removeAwards(owner)
  await putAward(owner, { tip, state: 'granted', claimProvisional: true })
  expect(await only()).toMatchObject({
    state: 'granted',
    since: '2026-11-20',
    claimUntil: '2027-01-20',
    claimProvisional: true,
  })
})

test('the answer names no finding, case, number, person or minute of an award', async () => {
  const facts = seizures(['ketamine', '600'])
  const award = await putAward(world.database.owner, { tip, state: 'granted', facts })
  const [row] = await world.database.owner`select case_id, number, desk_id from awards where id = ${award}`
  const text = (await rawAnswer(toB64(keys.lookupBytes))).toString()
  for (const secret of [award, facts.findings[0]?.id, row?.['case_id'], row?.['number'], row?.['desk_id'], '03:00'])
    expect(text).not.toContain(String(secret))
})

test('a denial says which condition is not met, and nothing about the others', async () => {
  await putAward(world.database.owner, { tip, state: 'denied', denial: 'condition', unmet: ['unknown-before'] })
  expect(await only()).toMatchObject({
    state: 'denied',
    denial: 'condition',
    unmet: ['unknown-before'],
    totalFen: null,
    lines: [],
  })
})

test('who reported jointly sees the award of the other tip, as a joint one', async () => {
  const other = await newTip()
  await putAward(world.database.owner, { tip, state: 'granted', joint: [other.tip] })
  expect((await shown(other.keys)).awards).toMatchObject([{ isJoint: true, totalFen: '100000' }])
  expect((await only()).isJoint).toBe(false)
})

test('with an award or without, known or unknown: one size, whole steps of time, the same queries', async () => {
  const [mine, nobody] = [toB64(keys.lookupBytes), toB64(randomBytes(16))]
  const db = connect(world.database.publicUrl, 1)
  const sizes: number[] = []
  for (const state of [null, 'proposed', 'granted', 'denied'] as const) {
    if (state !== null)
      await putAward(world.database.owner, {
        tip,
        state,
        ...(state === 'denied' ? { denial: 'not-first' as const } : {}),
      })
    for (const lookupB64 of [mine, nobody]) {
      sizes.push((await rawAnswer(lookupB64)).length)
      let now = 0
      const waited: number[] = []
      await openMailbox(
        { db, clock: () => (now += 90), wait: async (ms) => waited.push(ms) },
        { lookupB64, before: null },
      )
      expect(waited).toEqual([160])
    }
    await removeAwards(world.database.owner)
  }
  expect(new Set(sizes)).toEqual(new Set([MAILBOX_ANSWER_BYTES]))
  await db.$client.end()
})

const row = (count: number, words: string): AwardRow => ({
  state: 'granted',
  isJoint: false,
  since: '2026-11-20',
  rules: 'X',
  isOfficial: false,
  claim: 'code',
  notifyDueOn: null,
  notifyProvisional: null,
  claimUntil: '2027-01-20',
  claimProvisional: false,
  totalFen: String(count * 100),
  denial: null,
  collect: null,
  unmet: [],
  lines: Array.from({ length: count }, () => ({
    kind: 'row',
    zh: words,
    en: words,
    measure: 'users',
    quantity: '1',
    parts: [],
    elsewhere: [],
    bracket: { from: '0', to: null, pay: { kind: 'fixed', fen: '100' } },
    bounds: 'lower-included',
    how: 'fixed',
    minFen: null,
    maxFen: null,
    fen: '100',
  })),
})

test('however many lines there are, awards leave room for the longest message, and what is left out is summed up', () => {
  for (const [awards, lines] of [
    [1, 300],
    [5, 300],
    [9, 2],
    [1, 0],
  ] as const) {
    const bounded = boundedAwards(Array.from({ length: awards }, () => row(lines, '查'.repeat(80))))
    expect(bounded).toHaveLength(Math.min(awards, 5))
    expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThan(AWARDS_BYTES + 10)
    for (const { lines: told, more } of bounded) {
      expect(told.length + more.lines).toBe(lines)
      expect(more.fen).toBe(String((lines - told.length) * 100))
    }
  }
})

test('a case with a hundred finds of one kind is told within the same size', async () => {
  const facts = {
    ...seizures(),
    findings: seizures(...Array.from({ length: 150 }, () => ['heroin', '1'] as ['heroin', string])).findings,
  }
  await putAward(world.database.owner, { tip, state: 'granted', facts })
  expect((await rawAnswer(toB64(keys.lookupBytes))).length).toBe(MAILBOX_ANSWER_BYTES)
  expect((await only()).totalFen).toBe('100000')
})
