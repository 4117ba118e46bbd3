import fc from 'fast-check'
import { bytesToHex } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import {
  formatCheckpoint,
  formatVerifier,
  keyIdOf,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  signNote,
  verifyNote,
  type Verifier,
} from '#contract/tlog/note.ts'
import { formatProof, parseProof } from '#contract/tlog/proof-file.ts'
import { aKey, flipped } from './a-log.ts'

// The example of Go's package note, whose format C2SP took over.
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const GO_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const goVerifier = parseVerifier(GO_KEY) as Verifier

test('the example of the specification verifies, and nothing near it does', () => {
  expect(formatVerifier(goVerifier)).toBe(GO_KEY)
  expect(verifyNote(GO_NOTE, goVerifier)).toBe(GO_NOTE.slice(0, GO_NOTE.indexOf('\n\n') + 1))
  expect(verifyNote(GO_NOTE.replace('answer', 'Answer'), goVerifier)).toBeNull()
  expect(verifyNote(GO_NOTE, { ...goVerifier, name: 'Peter' })).toBeNull()
  expect(verifyNote(GO_NOTE, { ...goVerifier, publicKey: flipped(goVerifier.publicKey, 3) })).toBeNull()
})

const log = aKey('log.example/sanya')
const head = { origin: log.verifier.name, size: 4211, root: new Uint8Array(32).fill(7) }
const signed = await signNote(formatCheckpoint(head), log.signer)

test('a signed head opens again, and only with the key of its log', async () => {
  expect(openCheckpoint(signed, log.verifier)).toEqual(head)
  expect(openCheckpoint(signed, aKey('log.example/sanya', 2).verifier)).toBeNull()
  const foreign = await signNote(formatCheckpoint({ ...head, origin: 'log.example/haikou' }), log.signer)
  expect(verifyNote(foreign, log.verifier)).not.toBeNull()
  expect(openCheckpoint(foreign, log.verifier), 'the head of another log').toBeNull()
})

test('a signature of a witness beside it says nothing; a second wrong one of the log spoils the note', async () => {
  const line = (note: string): string => note.slice(note.indexOf('\n—') + 1)
  const witness = await signNote(formatCheckpoint(head), aKey('witness.example').signer)
  expect(openCheckpoint(`${signed}${line(witness)}`, log.verifier)).toEqual(head)
  const other = await signNote(formatCheckpoint({ ...head, size: 1 }), log.signer)
  expect(openCheckpoint(`${signed}${line(other)}`, log.verifier)).toBeNull()
  expect(openCheckpoint(witness, log.verifier)).toBeNull()
})

test('no change of a single character of a signed head passes', () => {
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.string({ maxLength: 2 }), (at, text) => {
      const changed = `${signed.slice(0, at)}${text}${signed.slice(at + 1)}`
      fc.pre(changed !== signed)
      expect(openCheckpoint(changed, log.verifier)).toBeNull()
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['no signature', 'a\n'],
  ['no blank line', `a\n— b ${'A'.repeat(8)}\n`],
  ['no text', `\n\n— b ${'A'.repeat(8)}\n`],
  ['no newline at the end', `a\n\n— b ${'A'.repeat(8)}`],
  ['a hyphen for the dash', `a\n\n- b ${'A'.repeat(8)}\n`],
  ['no name', `a\n\n—  ${'A'.repeat(8)}\n`],
  ['a plus in the name', `a\n\n— b+c ${'A'.repeat(8)}\n`],
  ['an ideographic space in the name', `a\n\n— b　c ${'A'.repeat(8)}\n`],
  ['base64 without padding', `a\n\n— b ${'A'.repeat(7)}\n`],
  ['base64 with loose bits', `a\n\n— b ${'A'.repeat(6)}B=\n`],
  ['only the id of the key', `a\n\n— b AAAAAA==\n`],
  ['more on the line', `a\n\n— b ${'A'.repeat(8)} c\n`],
  ['a carriage return', `a\r\n\n— b ${'A'.repeat(8)}\n`],
  ['half a character', `a\ud800\n\n— b ${'A'.repeat(8)}\n`],
  ['seventeen signatures', `a\n\n${`— b ${'A'.repeat(8)}\n`.repeat(17)}`],
])('a note with %s is refused', (_, text) => expect(parseNote(text)).toBeNull())

test('the text is parted from the signatures at the last empty line', () => {
  expect(parseNote(`a\n\nb\n\n— c ${'A'.repeat(8)}\n`)?.body).toBe('a\n\nb\n')
})

const ROOT = Buffer.alloc(32).toString('base64')
test.each([
  ['an extension line', `a\n1\n${ROOT}\nmore\n`],
  ['a leading zero', `a\n01\n${ROOT}\n`],
  ['a sign', `a\n+1\n${ROOT}\n`],
  ['no size', `a\n\n${ROOT}\n`],
  ['a size above 2^53', `a\n9007199254740993\n${ROOT}\n`],
  ['a short root', `a\n1\n${Buffer.alloc(31).toString('base64')}\n`],
  ['a space in its origin', `a b\n1\n${ROOT}\n`],
  ['no newline at the end', `a\n1\n${ROOT}`],
])('a head with %s is refused', (_, text) => expect(parseCheckpoint(text)).toBeNull())

test.each([
  ['another id', GO_KEY.replace('c74f20a3', 'c74f20a4')],
  ['its id in capitals', GO_KEY.replace('c74f20a3', 'C74F20A3')],
  ['another name', GO_KEY.replace('Peter', 'Petra')],
  ['another algorithm', `PeterNeumann+c74f20a3+${Buffer.alloc(33, 4).toString('base64')}`],
  ['a newline behind it', `${GO_KEY}\n`],
])('a key with %s is refused', (_, text) => expect(parseVerifier(text)).toBeNull())

test('a text or a name that no note may hold is not signed', async () => {
  await expect(signNote('no newline', log.signer)).rejects.toThrow(TypeError)
  await expect(signNote('a\tb\n', log.signer)).rejects.toThrow(TypeError)
  await expect(signNote('a\n', { ...log.signer, name: 'a b' })).rejects.toThrow(TypeError)
})

test('an empty log has a head too', () => {
  const empty = { origin: 'a', size: 0, root: new Uint8Array(32) }
  expect(parseCheckpoint(formatCheckpoint(empty))).toEqual(empty)
})

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
test('a proof is read as it was written, with and without extra data', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(hash, { maxLength: 20 }),
      fc.option(fc.uint8Array({ maxLength: 40 })),
      (index, path, extraBytes) => {
        const proof = { index, path, checkpoint: signed, ...(extraBytes === null ? {} : { extraBytes }) }
        expect(parseProof(formatProof(proof))).toEqual(proof)
      },
    ),
  )
})

const proof = formatProof({ index: 3, path: [new Uint8Array(32)], checkpoint: signed })
test('a proof has the lines of the specification', () => {
  expect(proof).toBe(`c2sp.org/tlog-proof@v1\nindex 3\n${ROOT}\n\n${signed}`)
  expect(formatProof({ index: 0, path: [], checkpoint: signed, extraBytes: Uint8Array.of(1) })).toBe(
    `c2sp.org/tlog-proof@v1\nextra AQ==\nindex 0\n\n${signed}`,
  )
})
test.each([
  ['another version', proof.replace('@v1', '@v2')],
  ['no index', proof.replace('index 3\n', '')],
  ['a leading zero', proof.replace('index 3', 'index 03')],
  ['a hash that is none', proof.replace(ROOT, 'AAAA')],
  ['an empty line too many', proof.replace(`${ROOT}\n`, `${ROOT}\n\n`)],
  ['no head', proof.slice(0, proof.indexOf('\n\n') + 2)],
  ['extra data after the index', proof.replace('index 3\n', 'index 3\nextra AQ==\n')],
  ['extra data that is no base64', proof.replace('index', 'extra A\nindex')],
])('a proof with %s is refused', (_, text) => expect(parseProof(text)).toBeNull())

test('the id of a key is the beginning of the hash over its name and itself', () => {
  expect(bytesToHex(keyIdOf(goVerifier))).toBe('c74f20a3')
})
