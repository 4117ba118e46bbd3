import { writeFileSync } from 'node:fs'
import type { ClaimContent } from '#contract/money/claim.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toHex } from '#seal/b64.ts'
import { signClaimContent, signDispute } from '#seal/claim-content.ts'
import { parseVoucher, plainWord, verifierOf, voucherOf, voucherProof } from '#seal/voucher.ts'
import type { VoucherVectors } from './voucher-vectors-form.ts'

/** Wrote `vectors-vouchers.json`, by hand. A vector that stops passing is somebody who holds a voucher and gets no money. */

const secretBytes = Uint8Array.from({ length: 32 }, (_, place) => place * 5)
const AWARD = '5b0d2c1e-8f3a-4c27-8a4f-52b9c2c44f10'
const PAYABLES = ['0d9a7a52-3f52-4c27-8a4f-52b9c2c44f10', '0d9a7a52-3f52-4c27-8a4f-52b9c2c44f11']
const [payable = ''] = PAYABLES
const voucher = voucherOf(secretBytes, payable)
const written = voucher.match(/.{4}/g) ?? []
const swapped = voucher.replace(/(.)((?!\1).)/, '$2$1')

const TYPED = [
  voucher,
  written.join(' '),
  written.join('－'),
  Array.from(voucher, (digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join(''),
  swapped,
  voucher.slice(1),
  `${voucher}1`,
  '12345678901234567888',
  'voucher',
  ' ',
]
const WORDS = ['', '红灯', '紅 燈', 'Red-Lantern', 'ＲＥＤ lantern', '123', '，。']

const base = { award: AWARD, payable, seq: 1, fen: '2000000', sealedSha256: null, verifier: null, hasWord: false }
const CLAIMS: ClaimContent[] = [
  { ...base, method: 'transfer', sealedSha256: 'ab'.repeat(32) },
  { ...base, seq: 2, method: 'voucher', verifier: 'cd'.repeat(32), hasWord: true },
  { ...base, seq: 3, method: 'proxy', sealedSha256: 'ab'.repeat(32), verifier: 'cd'.repeat(32) },
  { ...base, seq: 4, method: 'decline' },
]

const proofOf = async (word: string): Promise<VoucherVectors['proofs'][number]> => {
  const proofBytes = await voucherProof(voucher, word, payable, argon2idBytes)
  return { voucher, word, payable, proofHex: toHex(proofBytes), verifierHex: toHex(verifierOf(proofBytes)) }
}

const vectors: VoucherVectors = {
  claimSecretHex: toHex(secretBytes),
  vouchers: PAYABLES.map((each) => ({ payable: each, voucher: voucherOf(secretBytes, each) })),
  typed: TYPED.map((typed) => {
    const parsed = parseVoucher(typed)
    return { typed, gives: parsed.ok ? parsed.voucher : parsed.why }
  }),
  words: WORDS.map((word) => ({ word, plain: plainWord(word) })),
  proofs: await Promise.all(['', '红灯'].map(proofOf)),
  claims: CLAIMS.map((content) => ({
    content,
    digest: digestOf(content),
    signatureHex: toHex(signClaimContent(secretBytes, content)),
  })),
  disputes: [1, 2].map((seq) => ({ payable, seq, signatureHex: toHex(signDispute(secretBytes, payable, seq)) })),
}
writeFileSync(new URL('./vectors-vouchers.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
