import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig, WrongConfig } from '#server/config.ts'
import { errorLine, logTo } from '#server/http/log.ts'
import { sentTip, foundedOffice, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
beforeAll(async () => {
  world = await startWorld({ ONION_LOCATION: 'http://lushao.onion' })
  founded = await foundedOffice(world)
})
afterAll(() => world.stop())

test('every answer of both processes has the strict headers and sets no cookie on the public side', async () => {
  for (const app of [world.public, world.office]) {
    for (const url of ['/healthz', '/api/site', '/api/office', '/nowhere', '/api/session', '/api/nowhere']) {
      const { headers } = await app.inject({ method: 'GET', url })
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      expect(String(headers['content-security-policy'])).toMatch(/default-src 'none'/)
      expect(String(headers['content-security-policy'])).not.toMatch(/unsafe-inline|'unsafe-eval'/)
      if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store')
      if (app === world.public) expect(headers['set-cookie']).toBeUndefined()
    }
  }
})

test('the public side announces its onion address when it has one', async () => {
  expect((await world.public.inject({ method: 'GET', url: '/healthz' })).headers['onion-location']).toBe(
    'http://lushao.onion/healthz',
  )
  expect((await world.office.inject({ method: 'GET', url: '/healthz' })).headers['onion-location']).toBeUndefined()
})

test('both processes say whether they are well', async () => {
  for (const app of [world.public, world.office])
    expect((await app.inject({ method: 'GET', url: '/healthz' })).json()).toEqual({ ok: true })
})

test('a log line knows the route, the status and the time it took, and nothing else', async () => {
  world.logs.length = 0
  await sentTip(world)
  await world.public.inject({
    method: 'GET',
    url: '/api/pieces/secret-id/1?q=secret',
    headers: { 'user-agent': 'secret agent', 'x-forwarded-for': '203.0.113.9' },
  })
  await world.office.inject({
    method: 'GET',
    url: '/api/tips/6f0d1c9e-0000-4000-8000-000000000000',
    headers: { cookie: 'lushao=secret' },
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(world.logs.length).toBeGreaterThan(3)
  for (const line of world.logs) expect(Object.keys(line).toSorted()).toEqual(['did', 'ms', 'status'])
  expect(JSON.stringify(world.logs)).not.toMatch(/secret|203\.0|6f0d1c9e/)
})

test('the public log tells the hour only', () => {
  const lines: string[] = []
  logTo((text) => lines.push(text), true)({ did: 'submitTip', status: 200, ms: 12 })
  expect(lines[0]).toMatch(/^\{"at":"\d{4}-\d\d-\d\dT\d\dZ","did":"submitTip","status":200,"ms":12\}\n$/)
})

test('a logged error keeps its place and loses its message', () => {
  const line = errorLine(
    'submitTip',
    new Error('duplicate key (lookup_hash)=(secret)', { cause: Object.assign(new Error('secret'), { code: '23505' }) }),
  )
  expect(line.code).toBe('23505')
  expect(JSON.stringify(line)).not.toMatch(/secret|duplicate/)
  expect(line.where?.[0]).toMatch(/http\.test\.ts/)
})

test('OpenAPI describes every office route, for staff only', async () => {
  expect((await world.office.inject({ method: 'GET', url: '/api/openapi.json' })).json()).toEqual({
    refusal: 'notSignedIn',
  })
  const response = await founded.browser.send('/api/openapi.json', { method: 'GET' })
  const described = (await response.json()) as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string; 'x-permission': string }>>
  }
  const operations = Object.values(described.paths).flatMap((each) => Object.values(each))
  expect(described.openapi).toBe('3.1.0')
  expect(operations.map((each) => each.operationId)).toEqual(
    expect.arrayContaining(['listTips', 'openTip', 'moveTip', 'transferTip', 'foundOffice', 'signIn']),
  )
  expect(operations.every((each) => typeof each['x-permission'] === 'string')).toBe(true)
})

test.for([
  ['PUBLIC_PORT', 'eighty', /PUBLIC_PORT should be a port number/],
  ['OFFICE_PORT', '70000', /OFFICE_PORT should be a port number/],
  ['DATABASE_URL', 'mysql://x', /DATABASE_URL should be an address like postgres/],
  ['BLOB_URL', '/var/lib', /BLOB_URL should be a directory like file:/],
  ['SMTP_URL', 'mail.example', /SMTP_URL should be an address like smtps/],
  ['ONION_LOCATION', 'abc.onion/path', /ONION_LOCATION should be an origin/],
  ['OFFICE_ORIGIN', 'https://office.example/app', /OFFICE_ORIGIN should be an origin/],
  ['DEMO', 'true', /DEMO should be yes or no/],
  ['SETUP_TOKEN', 'short', /SETUP_TOKEN should be at least 16 characters/],
  ['IDLE_MINUTES', '0', /IDLE_MINUTES should be a number of minutes/],
] as const)('%s=%s is refused with what it should be', ([name, value, message]) => {
  expect(() => readConfig({ [name]: value })).toThrow(WrongConfig)
  expect(() => readConfig({ [name]: value })).toThrow(message)
})

test('all wrong settings are named at once, and no value is repeated', () => {
  const wrong = (): unknown => readConfig({ DATABASE_URL: 'mysql://u:hunter2@x', OFFICE_PORT: 'x' })
  expect(wrong).toThrow(/DATABASE_URL[^]*OFFICE_PORT|OFFICE_PORT[^]*DATABASE_URL/)
  expect(wrong).not.toThrow(/hunter2/)
})
