import { expect, test } from 'vitest'
import { playedAs, safeName, shownAs, textOf } from '../../../web/office/src/tip/files/kinds.ts'

test.each([
  ['image/jpeg', 'image'],
  ['IMAGE/PNG; charset=x', 'image'],
  ['image/svg+xml', 'kept'],
  ['text/html', 'kept'],
  ['text/plain;charset=gbk', 'text'],
  ['application/pdf', 'pdf'],
  ['application/vnd.ms-excel', 'kept'],
  ['', 'kept'],
])('%s is shown as %s', (type, shown) => {
  expect(shownAs(type, 1000)).toBe(shown)
})

test('what is too large to draw is kept; what is played may be large', () => {
  expect(shownAs('image/png', 200_000_000)).toBe('kept')
  expect(shownAs('video/mp4', 200_000_000)).toBe('video')
})

test('a film of a telephone plays as what a browser knows', () => {
  expect(playedAs('video/quicktime')).toBe('video/mp4')
})

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['照片 1.jpg', '照片 1.jpg'],
  ['a\u202Egpj.exe', 'agpj.exe'],
  ['..\\..\\x.bat', '_.._x.bat'],
  ['\u0000', 'file'],
  ['...', 'file'],
])('the name %j is saved as %j', (name, safe) => {
  expect(safeName(name)).toBe(safe)
})

test('a text is read in UTF-8, and in GB18030 where it is not that', () => {
  expect(textOf(new TextEncoder().encode('毒品'))).toBe('毒品')
  expect(textOf(Uint8Array.of(0xb6, 0xbe, 0xc6, 0xb7))).toBe('毒品')
})
