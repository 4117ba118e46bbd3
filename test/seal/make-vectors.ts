import { writeFileSync } from 'node:fs'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { Encrypter } from 'age-encryption'
import { commitment } from '#contract/commitment.ts'
import { SUITE } from '#contract/envelope.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { signClaim } from '#seal/claim.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { keyPairOf, type KeyPair } from '#seal/identities.ts'
import { fingerprint, invitationProof, invitationTokenBytes, passwordKeys } from '#seal/member-keys.ts'
import { padmeBytes } from '#seal/padme.ts'
import { splitRecovery } from '#seal/recovery.ts'
import { inPieces, seal, sealFile, type At } from '#seal/seal.ts'
import type { Vectors } from './vectors-form.ts'

/**
 * Writes vectors.json: `node test/seal/make-vectors.ts && oxfmt test/seal`. By hand, and only when the format gets a new version: a vector
 * that no longer passes is a reader that lost the tips of last year.
 */
const SITE = '7f0c1e52-8d5b-4c1d-9a5e-0b6f3a1d2c48'
const TIP = '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a'
const OTHER_TIP = 'c0ffee00-0000-4000-8000-000000000000'
const CODES = ['12345678901234567888', '00000000000000000098', '99999999999999999928']

const seed = (name: string): Uint8Array => sha256(utf8ToBytes(`lushao/vectors/${name}`))
const [tip, desk, member, stranger] = (await Promise.all(
  ['tip', 'desk', 'member', 'stranger'].map((name) => keyPairOf(seed(name))),
)) as [KeyPair, KeyPair, KeyPair, KeyPair]

const place = (kind: At['kind'], seq = 0, subject = TIP): At => ({ tip: subject, kind, seq })
const fileAt = (seq: number, subject = TIP): At & { kind: 'file' } => ({ tip: subject, kind: 'file', seq })
const zeros = (text: string, size: number, last = 0): Uint8Array => {
  const bytes = new Uint8Array(size)
  bytes.set(utf8ToBytes(text))
  if (last > 0) bytes[size - 1] = last
  return bytes
}

/** What `seal` would never write, sealed as it stands. */
async function raw(plainBytes: Uint8Array): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(tip.recipient)
  return toB64(await encrypter.encrypt(plainBytes))
}

async function fileB64(at: At & { kind: 'file' }, name: string, contentBytes: Uint8Array): Promise<string> {
  const content = new Blob([contentBytes.slice()]).stream() as ReadableStream<Uint8Array>
  const stream = await sealFile(at, { name, type: 'text/plain', size: contentBytes.length }, content, [tip.recipient])
  for await (const piece of inPieces(stream)) return toB64(piece)
  throw new Error('An empty ciphertext')
}

const inside = (change: object): string =>
  JSON.stringify({ v: 1, suite: SUITE, tip: TIP, kind: 'message', seq: 2, body: { text: '', files: [] }, ...change })
const MESSAGE = { text: '请问您看到的车是什么颜色？ “”\u0000', files: [] }
const KEY = { identity: tip.identity, firstLine: '码头边有人在卖' }
const REPORT = { language: 'zh', what: '码头边有人在卖', mayAsk: true }
const CONTENT = utf8ToBytes('鹿哨 deer whistle\n')
const LONG = new Uint8Array(65_536).fill(7)
/** Bytes before its content: the length of the header, and the header. */
const LONG_START =
  4 +
  utf8ToBytes(inside({ kind: 'file', seq: 5, body: { name: 'long.bin', type: 'text/plain', size: LONG.length } }))
    .length

const sealedB64 = {
  report: toB64(await seal(place('report'), REPORT, [tip.recipient])),
  message: toB64(await seal(place('message', 2), MESSAGE, [stranger.recipient, tip.recipient])),
  tipKey: toB64(await seal(place('tip-key'), KEY, [desk.recipient])),
  deskKey: toB64(await seal(place('desk-key', 0, OTHER_TIP), desk.identity, [member.recipient])),
  version2: await raw(zeros(inside({ v: 2 }), 1024)),
  otherSuite: await raw(zeros(inside({ suite: 'age-sm2' }), 1024)),
  notJson: await raw(zeros('{"v":1,', 1024)),
  notObject: await raw(zeros('"v"', 1024)),
  filled: await raw(zeros(inside({}), 1024, 1)),
  unpadded: await raw(utf8ToBytes(inside({}))),
  file: await fileB64(fileAt(3), '说明.txt', CONTENT),
  empty: await fileB64(fileAt(4), 'empty.txt', new Uint8Array(0)),
  twoChunks: await fileB64(fileAt(5), 'long.bin', LONG),
  longHeader: await raw(Uint8Array.of(0, 0, 0x40, 0x01, 0x7b)),
}

const { identity } = tip
const atMessage = place('message', 2)
const body = { text: '', files: [] }
const envelopes: Vectors['envelopes'] = [
  { about: 'a report', sealed: 'report', identity, at: place('report'), gives: 'opened', body: REPORT },
  { about: 'a message to two', sealed: 'message', identity, at: atMessage, gives: 'opened', body: MESSAGE },
  {
    about: 'the other of two',
    sealed: 'message',
    identity: stranger.identity,
    at: atMessage,
    gives: 'opened',
    body: MESSAGE,
  },
  { about: 'a tip key', sealed: 'tipKey', identity: desk.identity, at: place('tip-key'), gives: 'opened', body: KEY },
  {
    about: 'a desk key',
    sealed: 'deskKey',
    identity: member.identity,
    at: place('desk-key', 0, OTHER_TIP),
    gives: 'opened',
    body: desk.identity,
  },
  { about: 'without padding', sealed: 'unpadded', identity, at: atMessage, gives: 'opened', body },
  { about: 'of somebody else', sealed: 'report', identity: stranger.identity, at: place('report'), gives: 'notForUs' },
  { about: 'of another tip', sealed: 'report', identity, at: place('report', 0, OTHER_TIP), gives: 'damaged place' },
  { about: 'of another kind', sealed: 'report', identity, at: place('message'), gives: 'damaged place' },
  { about: 'of another seq', sealed: 'message', identity, at: place('message', 3), gives: 'damaged place' },
  { about: 'of version 2', sealed: 'version2', identity, at: atMessage, gives: 'damaged suite' },
  { about: 'of another suite', sealed: 'otherSuite', identity, at: atMessage, gives: 'damaged suite' },
  { about: 'cut JSON', sealed: 'notJson', identity, at: atMessage, gives: 'damaged format' },
  { about: 'JSON that is no object', sealed: 'notObject', identity, at: atMessage, gives: 'damaged format' },
  { about: 'padding that is not zero', sealed: 'filled', identity, at: atMessage, gives: 'damaged padding' },
  { about: 'cut', sealed: 'report', identity, at: place('report'), change: { cut: 1 }, gives: 'damaged ciphertext' },
  {
    about: 'cut to the magic',
    sealed: 'unpadded',
    identity,
    at: atMessage,
    change: { cut: 1500 },
    gives: 'damaged ciphertext',
  },
  {
    about: 'a changed tag',
    sealed: 'report',
    identity,
    at: place('report'),
    change: { flip: -1 },
    gives: 'damaged ciphertext',
  },
  {
    about: 'no age file',
    sealed: 'report',
    identity,
    at: place('report'),
    change: { flip: 0 },
    gives: 'damaged ciphertext',
  },
]

const contentSha256Hex = toHex(sha256(CONTENT))
const files: Vectors['files'] = [
  { about: 'a file', sealed: 'file', identity, at: fileAt(3), gives: 'opened', name: '说明.txt', contentSha256Hex },
  {
    about: 'an empty file',
    sealed: 'empty',
    identity,
    at: fileAt(4),
    gives: 'opened',
    name: 'empty.txt',
    contentSha256Hex: toHex(sha256(new Uint8Array(0))),
  },
  {
    about: 'two chunks',
    sealed: 'twoChunks',
    identity,
    at: fileAt(5),
    gives: 'opened',
    name: 'long.bin',
    contentSha256Hex: toHex(sha256(LONG)),
  },
  { about: 'a file of somebody else', sealed: 'file', identity: stranger.identity, at: fileAt(3), gives: 'notForUs' },
  { about: 'a file of another place', sealed: 'file', identity, at: fileAt(4), gives: 'damaged place' },
  { about: 'a file of another tip', sealed: 'file', identity, at: fileAt(3, OTHER_TIP), gives: 'damaged place' },
  { about: 'a cut file', sealed: 'file', identity, at: fileAt(3), change: { cut: 1 }, gives: 'damaged ciphertext' },
  {
    about: 'a changed file',
    sealed: 'file',
    identity,
    at: fileAt(3),
    change: { flip: -20 },
    gives: 'damaged ciphertext',
  },
  {
    about: 'a file cut to its first chunk',
    sealed: 'twoChunks',
    identity,
    at: fileAt(5),
    change: { cut: padmeBytes(65_536 + LONG_START) - 65_536 + 16 },
    gives: 'damaged ciphertext',
  },
  {
    about: 'a file cut in its second chunk',
    sealed: 'twoChunks',
    identity,
    at: fileAt(5),
    change: { cut: 1 },
    gives: 'opened, content damaged',
    name: 'long.bin',
  },
  {
    about: 'a file changed after its first chunk',
    sealed: 'twoChunks',
    identity,
    at: fileAt(5),
    change: { flip: -1 },
    gives: 'opened, content damaged',
    name: 'long.bin',
  },
  { about: 'a header of more than 16 KiB', sealed: 'longHeader', identity, at: fileAt(3), gives: 'damaged format' },
]

const parts = {
  tip: TIP,
  reportBytes: utf8ToBytes('report'),
  fileDigestsBytes: [seed('file 1'), seed('file 2')],
  lookupHashBytes: seed('lookup'),
  claimPublicBytes: seed('claim'),
  mailboxRecipient: desk.recipient,
  tipRecipient: tip.recipient,
}
const shares = await splitRecovery(desk.identity, 5, 3)
const foreign = await splitRecovery(tip.identity, 3, 2)
const wrongLetter = (text: string): string => `${text.slice(0, 10)}${text[10] === '7' ? '8' : '7'}${text.slice(11)}`
const of = (all: readonly string[], ...which: number[]): string[] => which.map((index) => all[index] ?? '')

const vectors: Vectors = {
  codes: [
    ...CODES.map((code) => ({ typed: code, gives: code })),
    { typed: ' 1234 5678-9012.3456 7888 ', gives: CODES[0] ?? '' },
    { typed: '１２３４　５６７８　９０１２　３４５６　７８８８', gives: CODES[0] ?? '' },
    { typed: '一二三四 五六七八 九〇幺二 三四五六 七八八八', gives: CODES[0] ?? '' },
    { typed: '12345678901234567887', gives: 'checkDigits' },
    { typed: '21345678901234567888', gives: 'checkDigits' },
    { typed: '1234567890123456788', gives: 'length' },
    { typed: '1234567890123456788x', gives: 'characters' },
    { typed: ' - ', gives: 'empty' },
  ],
  codeKeys: [],
  claims: [],
  passwords: [],
  keyPairs: ['tip', 'desk'].map((name) => {
    const pair = name === 'tip' ? tip : desk
    return { seedHex: toHex(seed(name)), ...pair, fingerprint: fingerprint(pair.recipient) }
  }),
  invitations: [toB64(seed('invitation'))].map((secretB64) => ({
    secretB64,
    tokenHex: toHex(invitationTokenBytes(secretB64)),
    recipient: member.recipient,
    proofB64: invitationProof(secretB64, member.recipient),
  })),
  commitments: [parts, { ...parts, fileDigestsBytes: [] }].map((each) => ({
    tip: each.tip,
    reportHex: toHex(each.reportBytes),
    fileDigestsHex: each.fileDigestsBytes.map(toHex),
    lookupHashHex: toHex(each.lookupHashBytes),
    claimPublicHex: toHex(each.claimPublicBytes),
    mailboxRecipient: each.mailboxRecipient,
    tipRecipient: each.tipRecipient,
    commitmentHex: toHex(commitment(each)),
  })),
  padme: [0, 1, 2, 9, 100, 1000, 4095, 4096, 4097, 65_537, 1_000_000, 209_715_200].map((size) => ({
    size,
    padded: padmeBytes(size),
  })),
  envelopes,
  files,
  sealedB64,
  recovery: [
    { shares: of(shares, 0, 1, 2), gives: desk.identity },
    { shares: of(shares, 4, 0, 3), gives: desk.identity },
    { shares: of(shares, 1, 2, 3, 4, 0), gives: desk.identity },
    { shares: of(shares, 3, 4, 1).map((share) => share.toLowerCase().replaceAll('-', ' ')), gives: desk.identity },
    { shares: of(shares, 0, 1), gives: 'tooFew' },
    { shares: of(shares, 0, 1, 1), gives: 'tooFew' },
    { shares: [...of(shares, 0, 1), wrongLetter(of(shares, 2)[0] ?? '')], gives: 'checksum 2' },
    { shares: [...of(shares, 0), `${of(shares, 1)[0]}7`], gives: 'characters 1' },
    { shares: [...of(shares, 0, 1), ...of(foreign, 0)], gives: 'mixed 2' },
  ],
}

for (const [code, siteId] of [...CODES.map((each) => [each, SITE] as const), [CODES[0] ?? '', OTHER_TIP] as const]) {
  const keys = await codeKeys(code, siteId, argon2idBytes)
  vectors.codeKeys.push({
    code,
    siteId,
    lookupHex: toHex(keys.lookupBytes),
    lookupHashHex: toHex(keys.lookupHashBytes),
    mailboxIdentity: keys.mailboxIdentity,
    mailboxFingerprint: fingerprint(keys.mailboxRecipient),
    claimSecretHex: toHex(keys.claimSecretBytes),
    claimPublicHex: toHex(keys.claimPublicBytes),
  })
  const messageBytes = utf8ToBytes('claim')
  vectors.claims.push({
    claimSecretHex: toHex(keys.claimSecretBytes),
    messageHex: toHex(messageBytes),
    signatureHex: toHex(signClaim(keys.claimSecretBytes, messageBytes)),
  })
}
for (const [password, login] of [
  ['correct horse battery staple', 'lin.yue'],
  ['鹿回头的月亮１２', 'WU.Qingyan'],
] as const) {
  const keys = await passwordKeys(password, login, SITE, argon2idBytes)
  vectors.passwords.push({
    password,
    login,
    siteId: SITE,
    loginProofHex: toHex(keys.loginProofBytes),
    unlockIdentity: keys.unlockIdentity,
  })
}
writeFileSync(new URL('vectors.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
