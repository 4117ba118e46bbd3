import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { disputeClaim, fileClaim, type FiledClaim } from '#contract/claims.ts'
import { claimContent, type ClaimContent } from '#contract/money/claim.ts'
import { readMailbox } from '#contract/mailbox.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { toB64 } from '#seal/b64.ts'
import { isSignedClaimContent, signClaimContent, signDispute } from '#seal/claim-content.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { keyPairOf } from '#seal/identities.ts'
import { open } from '#seal/open.ts'
import { formatVoucher, parseVoucher, verifierOf, voucherOf, voucherProof } from '#seal/voucher.ts'
import { injectSend } from '#server/http/inject-send.ts'
import { call } from '#ui/client.ts'
import { EMPTY_CLAIM, type ClaimValues } from '../../web/public/src/claim/claim-values.ts'
import { sendClaim, sendDispute } from '../../web/public/src/claim/send-claim.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { searchDatabase } from '../journeys/search.ts'
import { putAward, putPayable, removeAwards } from './shown-award.ts'
import { foundedOffice, sentTip, startWorld, type World } from './world.ts'

const OFFICE = '10.20.0.0/16'
const [FROM_OFFICE, ELSEWHERE] = ['10.20.3.4', '203.0.113.77']
const desk = await keyPairOf(new Uint8Array(32).fill(3))

let world: World
let keys: CodeKeys
let others: CodeKeys
let tip: string
beforeAll(async () => {
  world = await startWorld({ OFFICE_NETWORKS: OFFICE })
  await foundedOffice(world)
  keys = await newKeys()
  others = await newKeys()
  const found = await findTip(world.deps, keys, null)
  if (found.is !== 'found') throw new Error(found.is)
  tip = found.mailbox.tip
})
afterAll(() => world.stop())

let owed: OwnCollect
beforeEach(async () => {
  await removeAwards(world.database.owner)
  await putPayable(world.database.owner, await putAward(world.database.owner, { tip, state: 'granted' }))
  owed = await collect()
})

async function newKeys(): Promise<CodeKeys> {
  const made = await keysOf(world.deps, await sentTip(world))
  if ('is' in made) throw new Error(made.refusal)
  return made
}
async function collect(): Promise<OwnCollect> {
  const found = await findTip(world.deps, keys, null)
  const own = found.is === 'found' ? found.mailbox.awards[0]?.collect : null
  if (!own) throw new Error('There is nothing to collect')
  return own
}

const TRANSFER: ClaimValues & { method: 'transfer' } = {
  ...EMPTY_CLAIM,
  method: 'transfer',
  name: 'Qzx7Name',
  bank: 'Qzx7Bank',
  account: '6222 0200 0000 0000 000',
}
const VOUCHER: ClaimValues & { method: 'voucher' } = { ...EMPTY_CLAIM, method: 'voucher', word: '红灯' }
const claimed = async (values: typeof TRANSFER | typeof VOUCHER, from = keys) =>
  sendClaim(world.deps, from, { collect: await collect(), collectTo: [desk.recipient] }, values)

/** A claim to give the money up, as a body, with what is said put in; signed by `signer`. */
function declined(said: Partial<ClaimContent> = {}, signer = keys, lookup = keys): FiledClaim {
  const { award, payable, fen, nextSeq: seq } = owed
  const content = {
    award,
    payable,
    seq,
    fen,
    method: 'decline' as const,
    hasWord: false,
    sealedSha256: null,
    verifier: null,
  }
  const { payable: at, seq: place, method, hasWord } = { ...content, ...said }
  const signatureB64 = toB64(signClaimContent(signer.claimSecretBytes, { ...content, ...said }))
  const parts = { sealedB64: null, verifierB64: null }
  return { payable: at, seq: place, method, hasWord, ...parts, lookupB64: toB64(lookup.lookupBytes), signatureB64 }
}
async function answerTo(body: FiledClaim): Promise<string> {
  const answer = await call(world.send, fileClaim, { body })
  return answer.is === 'refused' ? answer.refusal : answer.is
}
const rows = () => world.database.owner`select * from claims where payable_id = ${owed.payable} order by seq`

test('a transfer is stored as it was sealed and signed, under the full hour, and opens for the finance desk alone', async () => {
  expect(await claimed(TRANSFER)).toEqual({ is: 'done', reply: { seq: 1 } })
  const [row] = await rows()
  if (row === undefined) throw new Error('Not stored')
  const at = { tip: owed.payable, kind: 'claim-details', seq: 1 } as const
  expect(await open(row['sealed'] as Buffer, [desk.identity], at)).toEqual({
    is: 'opened',
    body: { method: 'transfer', name: 'Qzx7Name', bank: 'Qzx7Bank', account: '6222020000000000000', idNumber: null },
  })
  expect((row['at'] as Date).toISOString()).toMatch(/T\d\d:00:00\.000Z$/)
  expect(row['staff_id']).toBeNull()
  expect(await collect()).toMatchObject({
    state: 'claimed',
    nextSeq: 2,
    claim: { seq: 1, method: 'transfer', hasWord: false },
  })
})

test('what is stored of a claim is what was signed: digest and signature stand over its own columns', async () => {
  await claimed(VOUCHER)
  const [row = {}] = await rows()
  const content = claimContent.parse({
    award: owed.award,
    payable: row['payable_id'] as unknown,
    seq: row['seq'] as unknown,
    fen: String(row['fen']),
    method: row['method'] as unknown,
    sealedSha256: null,
    verifier: (row['verifier'] as Buffer).toString('hex'),
    hasWord: row['has_word'] as unknown,
  })
  expect((row['digest'] as Buffer).toString('hex')).toBe(digestOf(content))
  expect(isSignedClaimContent(keys.claimPublicBytes, content, row['signature'] as Buffer)).toBe(true)
})

test('a voucher is verified by what is typed at the desk, with its word however written, and by nothing else', async () => {
  await claimed(VOUCHER)
  const [row] = await rows()
  const isRight = async (typed: string, word: string): Promise<boolean> => {
    const parsed = parseVoucher(typed)
    if (!parsed.ok) throw new Error(parsed.why)
    const proof = await voucherProof(parsed.voucher, word, owed.payable, world.deps.derive)
    return Buffer.from(verifierOf(proof)).equals(row?.['verifier'] as Buffer)
  }
  const voucher = formatVoucher(voucherOf(keys.claimSecretBytes, owed.payable))
  expect(await isRight(voucher, '紅 燈')).toBe(true)
  expect(await isRight(voucher, '')).toBe(false)
  expect(await isRight(formatVoucher(voucherOf(others.claimSecretBytes, owed.payable)), '红灯')).toBe(false)
})

test('the very same claim again changes nothing and is answered the same; another one at its place is refused', async () => {
  const body = declined()
  expect([await answerTo(body), await answerTo(body)]).toEqual(['done', 'done'])
  expect(await Promise.all([answerTo(body), answerTo(body)])).toEqual(['done', 'done'])
  const verifierB64 = toB64(new Uint8Array(32).fill(1))
  const other = declined({ method: 'voucher', verifier: '01'.repeat(32) })
  expect(await answerTo({ ...other, verifierB64 })).toBe('claimMoved')
  expect(await rows()).toHaveLength(1)
})

test('of two different claims at once one is stored', async () => {
  const verifierB64 = toB64(new Uint8Array(32).fill(1))
  const voucher = { ...declined({ method: 'voucher', verifier: '01'.repeat(32) }), verifierB64 }
  expect((await Promise.all([answerTo(declined()), answerTo(voucher)])).toSorted()).toEqual(['claimMoved', 'done'])
  expect(await rows()).toHaveLength(1)
})

test('a claim is corrected by the next one, which then counts', async () => {
  await claimed(TRANSFER)
  await claimed(VOUCHER)
  expect(await collect()).toMatchObject({ nextSeq: 3, claim: { seq: 2, method: 'voucher', hasWord: true } })
})

test.each<[string, () => FiledClaim, string]>([
  ['signed by the key of another tip', () => declined({}, others), 'claimWrong'],
  ['over another sum', () => declined({ fen: '99999999' }), 'claimWrong'],
  ['over another award', () => declined({ award: randomUUID() }), 'claimWrong'],
  ['over another place', () => ({ ...declined({ seq: 2 }), seq: 1 }), 'claimWrong'],
  ['over another way', () => declined({ method: 'voucher' }), 'claimWrong'],
  ['with a verifier that it has not', () => ({ ...declined(), verifierB64: toB64(new Uint8Array(32)) }), 'claimWrong'],
  ['with a word and no voucher', () => declined({ hasWord: true }), 'claimWrong'],
  ['a transfer without its details', () => declined({ method: 'transfer' }), 'claimWrong'],
  [
    'with details that are not sealed',
    () => ({ ...declined({ method: 'transfer' }), sealedB64: toB64(Buffer.from('户名')) }),
    'notSealed',
  ],
  ['of the code of another tip', () => declined({}, keys, others), 'codeUnknown'],
  ['of a code that there is not', () => ({ ...declined(), lookupB64: toB64(new Uint8Array(16)) }), 'codeUnknown'],
  ['for something that is not owed', () => declined({ payable: randomUUID() }), 'codeUnknown'],
  ['at a place that is not next', () => declined({ seq: 3 }), 'claimMoved'],
])('a claim %s is refused, and nothing is stored', async (_what, body, refusal) => {
  expect(await answerTo(body())).toBe(refusal)
  expect(await rows()).toHaveLength(0)
})

test('a key of small order signs nothing', async () => {
  const signatureB64 = toB64(Uint8Array.from({ length: 64 }, (_, place) => (place === 0 ? 1 : 0)))
  expect(await answerTo({ ...declined(), signatureB64 })).toBe('claimWrong')
})

test('after the last day nothing is claimed any more, but what was claimed in time can be corrected', async () => {
  const { owner } = world.database
  const over = async () => {
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`update awards set claim_until = '2026-01-20'`
    })
  }
  await over()
  expect(await collect()).toMatchObject({ state: 'open', isOpen: false })
  expect(await answerTo(declined())).toBe('claimClosed')
  await removeAwards(owner)
  await putPayable(owner, await putAward(owner, { tip, state: 'granted' }))
  owed = await collect()
  await claimed(VOUCHER)
  await over()
  expect(await claimed(TRANSFER)).toMatchObject({ is: 'done' })
})

test('whoever says that a claim was not theirs holds the payment up, once, and nobody else can say so', async () => {
  await claimed(TRANSFER)
  const body = (signer: CodeKeys, seq = 1) => ({
    lookupB64: toB64(keys.lookupBytes),
    payable: owed.payable,
    seq,
    signatureB64: toB64(signDispute(signer.claimSecretBytes, owed.payable, seq)),
  })
  expect(await call(world.send, disputeClaim, { body: body(others) })).toMatchObject({ refusal: 'claimWrong' })
  expect(await call(world.send, disputeClaim, { body: body(keys, 2) })).toMatchObject({ refusal: 'claimMoved' })
  const elsewhere = { ...body(keys), lookupB64: toB64(others.lookupBytes) }
  expect(await call(world.send, disputeClaim, { body: elsewhere })).toMatchObject({ refusal: 'codeUnknown' })
  expect(await collect()).toMatchObject({ isFrozen: false })
  for (let times = 0; times < 2; times++)
    expect(await sendDispute(world.deps, keys, owed.payable, 1)).toMatchObject({ is: 'done' })
  expect(await collect()).toMatchObject({ isFrozen: true, isOpen: false, claim: { isDisputed: true } })
  expect(await answerTo(declined({ seq: 2 }))).toBe('paymentFrozen')
  const [{ count } = { count: 0 }] = await world.database.owner`
    select count(*)::int as count from freezes where payable_id = ${owed.payable} and cause = 'disputed'`
  expect(count).toBe(1)
})

test('of where a claim came from only yes or no is kept, and the address nowhere', async () => {
  for (const [from, kept] of [
    [FROM_OFFICE, true],
    [ELSEWHERE, false],
    ['127.0.0.1', null],
  ] as const) {
    const deps = { ...world.deps, send: injectSend(world.public, {}, from) }
    await sendClaim(deps, keys, { collect: await collect(), collectTo: [] }, VOUCHER)
    expect((await rows()).at(-1)?.['from_office']).toBe(kept)
  }
  const { hits, rows: searched } = await searchDatabase(world.database.owner, [FROM_OFFICE, ELSEWHERE])
  expect(searched).toBeGreaterThan(100)
  expect(hits).toEqual([])
  expect(JSON.stringify(world.logs)).not.toMatch(/10\.20\.3\.4|203\.0\.113/)
})

test('name, bank, account, word and voucher stand nowhere in the database', async () => {
  await claimed(TRANSFER)
  await claimed(VOUCHER)
  const voucher = voucherOf(keys.claimSecretBytes, owed.payable)
  const secrets = ['Qzx7Name', 'Qzx7Bank', '6222020000000000000', '红灯', voucher, formatVoucher(voucher)]
  expect((await searchDatabase(world.database.owner, secrets)).hits).toEqual([])
})

test('an answer with something to collect, claimed or not, is as long as any other', async () => {
  const length = async (lookupB64: string) => {
    const payload = { lookupB64, before: null }
    return (await world.public.inject({ method: 'POST', url: readMailbox.path, payload })).rawPayload.length
  }
  const before = await length(toB64(keys.lookupBytes))
  await claimed(TRANSFER)
  expect(await length(toB64(keys.lookupBytes))).toBe(before)
  expect(await length(toB64(new Uint8Array(16)))).toBe(before)
})
