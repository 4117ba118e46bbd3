import { writeFileSync } from 'node:fs'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { commitment } from '#contract/commitment.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { signClaim } from '#seal/claim.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { fingerprint, invitationProof, invitationTokenBytes, passwordKeys } from '#seal/member-keys.ts'
import { padmeBytes } from '#seal/padme.ts'
import { splitRecovery } from '#seal/recovery.ts'
import { desk, envelopes, files, member, OTHER_TIP, sealedB64, seed, TIP, tip } from './samples.ts'
import type { Vectors } from './vectors-form.ts'

/**
 * Writes vectors.json: `node test/seal/make-vectors.ts && oxfmt test/seal`. By hand, and only when the format gets a new version: a vector
 * that no longer passes is a reader that lost the tips of last year.
 */
const SITE = '7f0c1e52-8d5b-4c1d-9a5e-0b6f3a1d2c48'
const CODES = ['12345678901234567888', '00000000000000000098', '99999999999999999928']

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
