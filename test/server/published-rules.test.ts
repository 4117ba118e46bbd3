import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { estimateReward, readPublishedRules } from '#contract/estimate.ts'
import { RULES_PREFIX } from '#contract/rules-prefix.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { call } from '#ui/client.ts'
import { DEFAULT_RULES, OTHER_RULES, putRules } from './shown-award.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await putRules(world.database.owner)
})
afterAll(() => world.stop())

const get = (url: string) => world.public.inject({ method: 'GET', url })
async function totalOf(query: string): Promise<{ yuan: number; open: number }> {
  const answer = await get(`${estimateReward.path}?${query}`)
  expect(answer.statusCode, query).toBe(200)
  const { assessment } = estimateReward.reply.parse(answer.json())
  return { yuan: Number(assessment.totalFen) / 100, open: assessment.open.length }
}

describe('the worked examples of the rules', () => {
  test.each([
    ['substance=heroin&grams=9.99', 300],
    ['substance=heroin&grams=10', 500],
    ['substance=heroin&grams=999.99', 2000],
    ['substance=heroin&grams=1,000', 20000],
    ['substance=ketamine&grams=99', 300],
    ['substance=ketamine&grams=100', 500],
    ['substance=ketamine&grams=600', 1000],
    ['substance=mdma&grams=120', 1000],
    ['substance=opium&grams=1.5kg', 1000],
    ['substance=cannabis-leaf&grams=40千克', 500],
    ['substance=ketamine&grams=600&substance=heroin&grams=30', 1000],
    ['substance=heroin&grams=67020', 200000],
    ['precursor=ephedrine&kilograms=0.5', 500],
    ['users=3', 1500],
    ['compulsory=2', 2000],
    ['drivers=1', 500],
    ['growers=2&mu=1', 5000],
    ['seed=poppy-seeds&seeds=50', 1000],
    ['seed=poppy-seedlings&seeds=4999', 0],
    ['users=1&drivers=1&substance=heroin&grams=10', 1500],
  ])('%s is %i yuan', async (query, yuan) => expect(await totalOf(encodeURI(query))).toEqual({ yuan, open: 0 }))

  test.each([
    ['substance=heroin&grams=100000', 200000],
    ['sites=1', 20000],
    ['gathering=5', 3000],
    ['gathering=5&users=5', 3000],
    ['gathering=5&users=6', 3500],
    ['substance=etomidate&grams=20', 0],
    ['venues=1', 5000],
    ['substance=heroin&grams=10&later=yes', 0],
  ])('%s is for a person to decide, from %i yuan', async (query, yuan) => {
    expect(await totalOf(query)).toEqual({ yuan, open: 1 })
  })

  test('nothing that is asked goes beyond the cap', async () => {
    expect(await totalOf('substance=heroin&grams=999999999&sites=1000&users=1000000')).toMatchObject({ yuan: 300000 })
  })
})

test('what cannot be read is refused with the field, and nothing of it stands in the log', async () => {
  const before = world.logs.length
  for (const [query, field] of [
    ['substance=heroin&grams=6oo', 'grams'],
    ['substance=sugar&grams=1', 'substance'],
    ['gathering=2', 'gathering'],
  ]) {
    const answer = await get(`${estimateReward.path}?${query}`)
    expect([answer.statusCode, answer.json()]).toEqual([400, { refusal: 'invalidInput', field }])
  }
  await totalOf('substance=ketamine&grams=612345')
  const said = JSON.stringify(world.logs.slice(before))
  expect(said).toContain('estimateReward')
  expect(said).not.toMatch(/heroin|ketamine|sugar|6oo|612345|gathering/)
})

test('no cache keeps an estimate, and no other site learns of it', async () => {
  const { headers } = await get(`${estimateReward.path}?users=3`)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('the set in force is told whole, with earlier and coming ones by name; nobody’s name is in it', async () => {
  const coming = { ...OTHER_RULES, code: 'SY-2099-1' }
  await putRules(world.database.owner, coming, '2099-01-01')
  const answer = await call(world.send, readPublishedRules, { params: {} })
  if (answer.is !== 'done') throw new Error(answer.is)
  const { rules, document, sets } = answer.reply
  expect(document).toEqual(DEFAULT_RULES)
  expect(rules).toMatchObject({
    code: 'SY-DEFAULT-1',
    standing: 'in-force',
    effectiveFrom: '2019-01-01',
    effectiveUntil: '2099-01-01',
  })
  expect(rules.digest).toBe(digestOf(document))
  expect(sets.map(({ code, standing }) => [code, standing])).toEqual([
    ['SY-2099-1', 'future'],
    ['SY-DEFAULT-1', 'in-force'],
  ])
  expect(JSON.stringify(sets)).not.toMatch(/staff|proposed|approved/)

  const other = await call(world.send, readPublishedRules, { params: { set: 'SY-2099-1' } })
  expect(other.is === 'done' && other.reply.document.code).toBe('SY-2099-1')
  const unknown = await call(world.send, readPublishedRules, { params: { set: 'NO-SUCH-SET' } })
  expect(unknown.is === 'refused' && unknown.refusal).toBe('notFound')
  const byOther = await get(`${estimateReward.path}?set=SY-2099-1&users=3`)
  expect(estimateReward.reply.parse(byOther.json()).assessment.rules).toBe('SY-2099-1')
})

test('a set that is only proposed or was withdrawn is not shown', async () => {
  const { owner } = world.database
  const proposed = { ...OTHER_RULES, code: 'SECRET-1' }
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`insert into rule_sets (code, document, digest, effective_from, reason, proposed_by, proposed_at)
      values (${proposed.code}, ${tx.json(proposed)}, ${Buffer.from(digestOf(proposed), 'hex')}, '2098-01-01', 'x', gen_random_uuid(), now())`
  })
  expect((await get(readPublishedRules.path)).body).not.toContain('SECRET-1')
  expect((await get(`${RULES_PREFIX}/SECRET-1.json`)).statusCode).toBe(404)
})

test('a set is to be had as a file that fits the published schema and has the digest that is shown', async () => {
  const schema = await get(`${RULES_PREFIX}/schema.json`)
  expect(schema.statusCode).toBe(200)
  const file = await get(`${RULES_PREFIX}/SY-DEFAULT-1.json`)
  expect(file.headers['content-disposition']).toBe('attachment; filename="SY-DEFAULT-1.json"')
  const isValid = new Ajv2020({ strict: false }).compile(schema.json<object>())
  expect(isValid(file.json()), JSON.stringify(isValid.errors)).toBe(true)
  const shown = await call(world.send, readPublishedRules, { params: {} })
  expect(shown.is === 'done' && shown.reply.rules.digest).toBe(digestOf(file.json()))
})
