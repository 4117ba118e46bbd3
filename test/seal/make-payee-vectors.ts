import { writeFileSync } from 'node:fs'
import { toB64 } from '#seal/b64.ts'
import { normalPayee, payeeTokenOf, reporterKnownBy, type PayeeKind } from '#seal/payee-tokens.ts'
import type { PayeeVectors } from './payee-vectors-form.ts'

/** Wrote `vectors-payees.json`, by hand. A vector that stops passing is somebody who could get both rewards of a case. */

const matchingKeyB64 = toB64(Uint8Array.from({ length: 32 }, (_, place) => place * 7))
const CASES = ['0d9a7a52-3f52-4c27-8a4f-52b9c2c44f10', '0d9a7a52-3f52-4c27-8a4f-52b9c2c44f11']

const WRITTEN: [PayeeKind, string][] = [
  ['phone', '13800138000'],
  ['phone', '+86 138-0013-8000'],
  ['phone', '一三八〇〇幺三八〇〇〇'],
  ['phone', '0898-88267110'],
  ['phone', '88267110'],
  ['phone', '+7 (912) 345-67-89'],
  ['phone', '010-65123456'],
  ['phone', '12800138000'],
  ['phone', '1380013800'],
  ['phone', '11010519491231002X'],
  ['id-card', '11010519491231002x'],
  ['id-card', '110105 19491231 002X'],
  ['id-card', '110105194912310021'],
  ['id-card', '13800138000'],
]
const NORMAL: [PayeeKind, string][] = [
  ['phone', '+8613800138000'],
  ['phone', '+8689888267110'],
  ['id-card', '11010519491231002X'],
  ['id-card', '+8613800138000'],
]
const GIVEN = [
  { name: '', contact: '' },
  { name: '林国栋', contact: '139 0000 0001，微信同号' },
  { name: '林国栋 11010519491231002X', contact: '88267110 或 +8613900000001' },
  { name: '老林', contact: '微信 laolin_88，QQ 1234567890' },
]

const vectors: PayeeVectors = {
  matchingKeyB64,
  normals: WRITTEN.map(([kind, written]) => ({ kind, written, normal: normalPayee(kind, written) })),
  tokens: CASES.flatMap((caseId) =>
    NORMAL.map(([kind, normal]) => ({
      case: caseId,
      kind,
      normal,
      tokenHex: payeeTokenOf(matchingKeyB64, caseId, kind, normal),
    })),
  ),
  reporters: GIVEN.map((given) => ({ ...given, knownBy: reporterKnownBy(given) })),
}
writeFileSync(new URL('./vectors-payees.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
