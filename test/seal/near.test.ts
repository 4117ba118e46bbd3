import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BANDS } from '#contract/matching.ts'
import { DEMO_TIPS } from '#db/seed/tips.ts'
import { bandsOf } from '#seal/near.ts'

const shared = (one: string, other: string): number => {
  const theirs = new Set(bandsOf(other))
  return bandsOf(one).filter((band) => theirs.has(band)).length
}
const sign = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
const textOf = (least: number, most: number) =>
  fc.array(sign, { minLength: least, maxLength: most }).map((some) => some.join(''))

test('a text has eight bands, a short one none', () => {
  expect(bandsOf('有人在这里吸毒')).toEqual([])
  expect(bandsOf('一二三四五六七八九十一二三四五六七八九')).toEqual([])
  expect(bandsOf('一二三四五六七八九十一二三四五六七八九十')).toHaveLength(BANDS)
})

test('spaces, signs and width change nothing', () => {
  const text = '昨晚在第二市场后面看见有人卖小袋子，穿红色衣服，骑电动车。'
  expect(shared(text, ` ${text.replaceAll('，', ' , ')}!!`)).toBe(BANDS)
})

test('of texts in which one sign of fifty was changed, nearly all share three bands and more', () => {
  let [near, all] = [0, 0]
  fc.assert(
    fc.property(textOf(100, 400), fc.array(fc.nat(), { minLength: 2, maxLength: 8 }), sign, (text, places, other) => {
      const changed = Array.from(text)
      for (const place of places.slice(0, Math.floor(text.length / 50))) changed[place % text.length] = other
      all++
      if (shared(text, changed.join('')) >= 3) near++
    }),
    { numRuns: 500, seed: 1 },
  )
  expect(near / all).toBeGreaterThan(0.97)
})

test('of other texts none shares three bands', () => {
  fc.assert(
    fc.property(textOf(20, 200), textOf(20, 200), (one, other) => {
      // The first examples are one sign again and again: that is the same text.
      fc.pre([one, other].every((text) => new Set(text).size > 15))
      expect(shared(one, other)).toBeLessThan(3)
    }),
  )
})

/** The share of pairs of signs that two texts have in common. */
function likeness(one: string, other: string): number {
  const [ours, theirs] = [one, other].map((text) => new Set(Array.from(text).map((_, n) => text.slice(n, n + 2))))
  const common = [...(ours ?? [])].filter((pair) => theirs?.has(pair)).length
  return common / ((ours?.size ?? 0) + (theirs?.size ?? 0) - common)
}

test('of the tips of the demo, which tell of the same things, only those that were sent again are nearly the same', () => {
  const texts = DEMO_TIPS.map((tip) => tip.report.what)
  for (const [place, one] of texts.entries()) {
    for (const other of texts.slice(place + 1)) {
      const isNear = shared(one, other) >= 3
      if (isNear) expect(likeness(one, other), `${one} / ${other}`).toBeGreaterThan(0.5)
      if (likeness(one, other) > 0.9) expect(isNear, `${one} / ${other}`).toBe(true)
    }
  }
})
