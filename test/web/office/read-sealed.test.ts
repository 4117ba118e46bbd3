import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SealedTip } from '#contract/matching.ts'
import { EMPTY_REPORT } from '#db/seed/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { newKeyPair } from '#seal/identities.ts'
import { seal } from '#seal/seal.ts'
import { readSealed } from '../../../web/office/src/matching/read-sealed.ts'

const desk = await newKeyPair()
const pair = await newKeyPair()

/** The same key with another last letter, so that its checksum is wrong. */
const mistyped = pair.identity.slice(0, -1) + (pair.identity.endsWith('Q') ? 'P' : 'Q')

/** A tip as anybody can send it: whatever they like in the place of its key. */
async function sent(
  identity: string,
  report: unknown = { ...EMPTY_REPORT, what: '码头有人交易', name: '林某', contact: '13900000001' },
) {
  const tip = randomUUID()
  const sealed: SealedTip = {
    tip,
    wrapB64: toB64(await seal({ tip, kind: 'tip-key', seq: 0 }, { identity, firstLine: '' }, [desk.recipient])),
    reportB64: toB64(await seal({ tip, kind: 'report', seq: 0 }, report, [pair.recipient])),
    messages: [],
    notes: [
      { seq: 0, sealedB64: toB64(await seal({ tip, kind: 'note', seq: 0 }, { text: '见附图' }, [pair.recipient])) },
    ],
    index: null,
    contentSeq: 1,
  }
  return readSealed(sealed, desk.identity)
}

test('all the words of a tip are read, but not who reported and how to reach them', async () => {
  const read = await sent(pair.identity)
  expect(read?.words).toEqual([
    { in: 'report', text: '码头有人交易' },
    { in: 'note', text: '见附图' },
  ])
})

test.each(['', 'not a key', pair.recipient.slice(0, 200), mistyped, 'AGE-SECRET-KEY-1QQQQ'])(
  'a tip that holds %j in the place of its key is read as one that does not open',
  async (identity) => {
    expect(await sent(identity)).toBe(null)
  },
)

test('a report that is none leaves the notes', async () => {
  expect((await sent(pair.identity, { what: 7 }))?.words).toEqual([{ in: 'note', text: '见附图' }])
})
