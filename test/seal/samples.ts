import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { Encrypter } from 'age-encryption'
import { SUITE } from '#contract/envelope.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { keyPairOf, type KeyPair } from '#seal/identities.ts'
import { padmeBytes } from '#seal/padme.ts'
import { inPieces, seal, sealFile, type At } from '#seal/seal.ts'
import type { Vectors } from './vectors-form.ts'

/** The sealed things of the vectors, new at each run, and what opening each of them must give. */
export const TIP = '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a'
export const OTHER_TIP = 'c0ffee00-0000-4000-8000-000000000000'

/** The seed of a name: the same at each run. */
export const seed = (name: string): Uint8Array => sha256(utf8ToBytes(`lushao/vectors/${name}`))
export const [tip, desk, member, stranger] = (await Promise.all(
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

export const sealedB64 = {
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
export const envelopes: Vectors['envelopes'] = [
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
export const files: Vectors['files'] = [
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
