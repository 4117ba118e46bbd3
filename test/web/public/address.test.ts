import { expect, test } from 'vitest'
import { addressOf, hrefOf } from '../../../web/public/src/frame/address.ts'

const at = (path: string): ReturnType<typeof addressOf> => addressOf(new URL(path, 'http://x'))

test('an address is read into page, language and look, and written back', () => {
  for (const path of ['/', '/en', '/report', '/en/status?view=large', '/help?view=large&theme=dark'])
    expect(hrefOf(at(path))).toBe(path)
})

test('switching the language keeps the page and the look; going on keeps the language and the look', () => {
  expect(hrefOf(at('/report?view=large'), { language: 'en' })).toBe('/en/report?view=large')
  expect(hrefOf(at('/en?theme=dark'), { page: '/trust' })).toBe('/en/trust?theme=dark')
  expect(hrefOf(at('/en/help?view=large'), { view: null, language: 'zh' })).toBe('/help')
})

test('anything else in the address is dropped, so that nothing strange travels on', () => {
  expect(hrefOf(at('/report?view=huge&code=1&theme=pink'))).toBe('/report')
  expect(at('/english').language).toBe('zh')
})
