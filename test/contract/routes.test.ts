import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MAX_HEADER_BYTES, MAX_PIECES, MAX_SEALED_BYTES } from '#contract/envelope.ts'
import { submitTip, postMessage } from '#contract/intake.ts'
import { MAILBOX_ANSWER_BYTES } from '#contract/mailbox.ts'
import { REFUSALS } from '#contract/refusals.ts'
import { b64, b64Of, recipient, wholeNumber, type AnyRoute } from '#contract/route.ts'

const folder = new URL('../../server/contract/', import.meta.url)
const modules = await Promise.all(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map(async (name) => (await import(new URL(name, folder).href)) as Record<string, unknown>),
)
const named = modules
  .flatMap((module) => Object.entries(module))
  .filter((entry): entry is [string, AnyRoute] => isRoute(entry[1]))
const routes = named.map(([, route]) => route)

function isRoute(value: unknown): value is AnyRoute {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value
}

test('there are routes, and each is named as its constant', () => {
  expect(routes.length).toBeGreaterThan(20)
  for (const [name, route] of named) expect(route.id).toBe(name)
})

test('no two routes have the same id, or the same method and path', () => {
  expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length)
  const places = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`)
  expect(new Set(places).size).toBe(places.length)
})

test('every route says what it is for and lives under /api', () => {
  for (const route of routes) {
    expect(route.about, route.id).toMatch(/^[A-Z].*\.$/s)
    expect(route.path, route.id).toMatch(/^\/api(\/(:?[a-z]+))+$/)
  }
})

test('every name in a path is a parameter of its route', () => {
  for (const route of routes) {
    const params = (route.params as unknown as { shape: Record<string, unknown> }).shape
    for (const [, name = ''] of route.path.matchAll(/:(\w+)/g)) expect(Object.keys(params), route.id).toContain(name)
  }
})

test('routes that read have no body', () => {
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    expect(route.body.safeParse(undefined).success, route.id).toBe(true)
  }
})

test('every refusal has a status that means no, and is written as one word', () => {
  for (const [code, status] of Object.entries(REFUSALS)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    expect(status, code).toBeLessThanOrEqual(503)
    expect(code).toMatch(/^[a-z][A-Za-z]+$/)
  }
})

test('the largest tip fits the limit of its route', () => {
  const base64Bytes = (bytes: number): number => Math.ceil(bytes / 3) * 4
  const tip = base64Bytes(MAX_SEALED_BYTES) + base64Bytes(1024 + MAX_HEADER_BYTES) + 2 * 2600 + 10 * 200 + 2000
  expect(tip).toBeLessThan(submitTip.maxBytes ?? 0)
  expect(tip).toBeLessThan(postMessage.maxBytes ?? 0)
})

test('the answer of a mailbox holds the longest message in base64', () => {
  expect(Math.ceil(MAX_SEALED_BYTES / 3) * 4).toBeLessThan(MAILBOX_ANSWER_BYTES)
})

test('base64 of a fixed length takes that many bytes and no others', () => {
  const ofBytes = (length: number): string => Buffer.alloc(length, 7).toString('base64')
  expect(b64Of(32).safeParse(ofBytes(32)).success).toBe(true)
  expect(b64Of(32).safeParse(ofBytes(34)).success).toBe(false)
  expect(b64Of(32).safeParse(ofBytes(30)).success).toBe(false)
  expect(b64(10).safeParse(ofBytes(13)).success).toBe(false)
  expect(b64(10).safeParse('====').success).toBe(false)
  expect(b64(10).safeParse('-_--').success).toBe(false)
})

test('base64 of 32 bytes is not taken for 31 or 33', () => {
  for (const length of [30, 31, 32, 33]) {
    expect(b64Of(32).safeParse(Buffer.alloc(length, 7).toString('base64')).success, String(length)).toBe(length === 32)
    expect(b64Of(16).safeParse(Buffer.alloc(length - 16, 7).toString('base64')).success).toBe(length === 32)
  }
})

test('a recipient is hybrid, and a number of a path is whole', () => {
  expect(recipient.safeParse(`age1pq1${'q'.repeat(1959)}`).success).toBe(true)
  expect(recipient.safeParse('age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj').success).toBe(false)
  for (const wrong of ['-1', '1.5', 'x', '1e400']) expect(wholeNumber.safeParse(wrong).success, wrong).toBe(false)
  expect(wholeNumber.parse('12')).toBe(12)
  expect(MAX_PIECES).toBeGreaterThan(50)
})
