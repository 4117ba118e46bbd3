import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  countCases,
  editCase,
  enterStep,
  exportCases,
  linkTip,
  listCases,
  makeCase,
  openCase,
  readNarrative,
  tracePrint,
  unlinkTip,
  writeNarrative,
  type CaseStep,
} from '#contract/cases.ts'
import { removeMember } from '#contract/staff.ts'
import { moveTip, openTip } from '#contract/tips.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { hoursAgo, startCases, type CasesWorld } from './cases-world.ts'

let at: CasesWorld
beforeAll(async () => {
  at = await startCases()
})
afterAll(() => at.world.stop())

const list = async (filters: object) =>
  (await at.lin.done(listCases, { params: { desk: at.city.id, ...filters } })).rows.map((row) => row.case)
const deeds = async (caseId: string): Promise<string[]> =>
  (await at.world.database.owner`select did from records where case_id = ${caseId} order by seq`).map((row) =>
    String(row['did']),
  )

test('a case gets the next number of the year, and shows what it was made with', async () => {
  const [id, tip] = [randomUUID(), await at.tip()]
  const body = await at.newCase({
    id,
    title: ' “3·12”专案 ',
    level: 'province',
    filedAs: '三公（禁）立字〔2026〕12号',
    officers: [at.linId, at.wangId, at.linId],
    narrative: { sealedB64: await at.sealed(id, 'narrative', 0, '由线索核查发现。') },
    links: [await at.newLink(id, tip, 0)],
  })
  const made = await at.lin.done(makeCase, { params: { desk: at.city.id }, body })
  expect(made.number).toMatch(/^AJ-20\d\d-\d{4}$/)
  const opened = await at.opened(id)
  expect(opened).toMatchObject({
    number: made.number,
    title: '“3·12”专案',
    level: 'province',
    filedAs: '三公（禁）立字〔2026〕12号',
    officers: [{ name: 'lin.yue' }, { name: 'wang.liheng' }],
    desk: { nameZh: '支队' },
    deskRecipient: at.city.pair.recipient,
    entries: [{ seq: 0, step: 'opened', happenedAt: body.openedAt, by: { name: 'lin.yue' } }],
    links: [{ case: id, tip, as: 'origin', stage: 'received', desk: at.city.id, removed: null, acceptedAt: null }],
    merged: [],
    mergedInto: null,
    nextLinkSeq: 1,
    nextNarrativeSeq: 1,
    version: 0,
  })
  const account = await open(fromB64(opened.narrative?.sealedB64 ?? ''), [at.city.pair.identity], {
    tip: id,
    kind: 'narrative',
    seq: 0,
  })
  expect(account).toMatchObject({ is: 'opened', body: '由线索核查发现。' })
  const { rows } = await at.lin.done(listCases, { params: { desk: at.city.id } })
  expect(rows[0]).toMatchObject({ case: id, number: made.number, step: 'opened', tips: 1, outcomes: 0, waiting: 0 })
  expect((await at.lin.done(openTip, { params: { tip } })).cases).toMatchObject([{ case: id, as: 'origin' }])
})

test('the same case again has the same number, also at once', async () => {
  const body = await at.newCase()
  const numbers = await Promise.all([1, 2, 3].map(() => at.lin.done(makeCase, { params: { desk: at.city.id }, body })))
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(1)
  expect(await deeds(body.id)).toEqual(['make-case'])
  expect(await at.wang.refusal(makeCase, { params: { desk: at.city.id }, body })).toBe('caseNotFound')
})

test('forty cases made at once, some of which fail, get numbers without a gap', async () => {
  const made = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      // Every fifth is refused after its number was taken: a tip that does not exist.
      const links = index % 5 === 4 ? [{ tip: randomUUID(), as: 'origin' as const, seq: 0, whySealedB64: null }] : []
      const body = await at.newCase({ links })
      return at.lin.call(makeCase, { params: { desk: at.city.id }, body })
    }),
  )
  const numbers = made.flatMap((answer) => (answer.is === 'done' ? [answer.reply.number] : []))
  const seqs = numbers.map((number) => Number(number.slice(-4))).toSorted((one, other) => one - other)
  expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => (seqs[0] ?? 0) + index))
})

test('a case is not made with strangers as officers, in the future, unsealed, or at the desk of others', async () => {
  const refusal = async (more: Parameters<typeof at.newCase>[0]) =>
    at.lin.refusal(makeCase, { params: { desk: at.city.id }, body: await at.newCase(more) })
  expect(await refusal({ officers: [at.suId] })).toBe('notAColleague')
  expect(await refusal({ officers: [randomUUID()] })).toBe('notAColleague')
  expect(await refusal({ openedAt: hoursAgo(-1) })).toBe('timeWrong')
  expect(await refusal({ narrative: { sealedB64: btoa('plain text, not sealed at all') } })).toBe('notSealed')
  expect(await refusal({ title: '　' })).toBe('invalidInput')
  expect(await at.su.refusal(makeCase, { params: { desk: at.city.id }, body: await at.newCase() })).toBe('notPermitted')
})

test('other desks see nothing of a case', async () => {
  const id = await at.made()
  const params = { case: id }
  expect(await at.su.refusal(openCase, { params })).toBe('caseNotFound')
  expect(await at.su.refusal(openCase, { params: { case: randomUUID() } })).toBe('caseNotFound')
  expect(await at.su.refusal(tracePrint, { params })).toBe('caseNotFound')
  expect(await at.su.refusal(unlinkTip, { params: { case: id, seq: 0 } })).toBe('caseNotFound')
  const step = { step: 'cracked', happenedAt: hoursAgo(0) } as const
  expect(await at.su.refusal(enterStep, { params, body: step })).toBe('caseNotFound')
  for (const route of [listCases, countCases])
    expect(await at.su.refusal(route, { params: { desk: at.city.id } })).toBe('notPermitted')
  const body = { year: null, step: null, before: null }
  expect(await at.su.refusal(exportCases, { params: { desk: at.city.id }, body })).toBe('notPermitted')
})

test('opening leaves one trace in five minutes', async () => {
  const id = await at.made()
  for (let turn = 0; turn < 3; turn++) await at.opened(id)
  await at.wang.done(openCase, { params: { case: id } })
  expect(await deeds(id)).toEqual(['make-case', 'open-case', 'open-case'])
  await at.lin.done(tracePrint, { params: { case: id } })
  expect((await deeds(id)).at(-1)).toBe('print-case')
})

test('steps come in their order, once each, and are corrected by a new entry', async () => {
  const id = await at.made({ openedAt: hoursAgo(50) })
  const enter = (step: CaseStep, hours: number) =>
    at.lin.refusal(enterStep, { params: { case: id }, body: { step, happenedAt: hoursAgo(hours) } })
  expect(await enter('prosecution', 10)).toBe('stepForbidden')
  expect(await enter('cracked', 60)).toBe('timeWrong')
  expect(await enter('cracked', -1)).toBe('timeWrong')
  expect(await enter('first-action', 40)).toBe('done')
  expect(await enter('cracked', 30)).toBe('done')
  expect(await enter('cracked', 45)).toBe('timeWrong')
  expect(await enter('cracked', 35)).toBe('done')
  expect(await enter('closed', 5)).toBe('done')
  expect(await enter('prosecution', 4)).toBe('stepForbidden')
  expect(await enter('opened', 48)).toBe('done')
  const { entries } = await at.opened(id)
  expect(entries.map(({ seq, step }) => [seq, step])).toEqual([
    [0, 'opened'],
    [1, 'first-action'],
    [2, 'cracked'],
    [3, 'cracked'],
    [4, 'closed'],
    [5, 'opened'],
  ])
  const { rows } = await at.lin.done(listCases, { params: { desk: at.city.id } })
  const row = rows.find((each) => each.case === id)
  expect(row).toMatchObject({ step: 'closed', openedAt: entries[5]?.happenedAt, crackedAt: entries[3]?.happenedAt })
})

test('the same time again is no correction', async () => {
  const id = await at.made({ openedAt: hoursAgo(50) })
  const body = { step: 'cracked', happenedAt: hoursAgo(3) } as const
  await Promise.all([1, 2, 3].map(() => at.lin.done(enterStep, { params: { case: id }, body })))
  expect((await at.opened(id)).entries).toHaveLength(2)
})

test('two who edit the same head: one is kept, the other is told', async () => {
  const id = await at.made()
  const body = {
    version: 0,
    title: '“12·8”专案',
    filedAs: null,
    level: 'major',
    category: 'online',
    officers: [at.linId],
  } as const
  const came = await Promise.all([
    at.lin.refusal(editCase, { params: { case: id }, body: { ...body, officers: [...body.officers] } }),
    at.wang.refusal(editCase, { params: { case: id }, body: { ...body, title: '“12·9”专案', officers: [at.wangId] } }),
  ])
  expect(came.toSorted()).toEqual(['changedMeanwhile', 'done'])
  const opened = await at.opened(id)
  expect(opened).toMatchObject({ version: 1, level: 'major', category: 'online' })
  expect(opened.officers).toHaveLength(1)
})

test('who left the desk stays on their cases, but comes into no other', async () => {
  const id = await at.made({ officers: [at.wangId] })
  const other = await at.made()
  await at.lead.done(removeMember, { params: { desk: at.city.id, member: at.wangId } })
  const edit = (caseId: string) =>
    at.lin.refusal(editCase, {
      params: { case: caseId },
      body: {
        version: 0,
        title: '改名专案',
        filedAs: null,
        level: 'ordinary',
        category: 'dealing',
        officers: [at.wangId],
      },
    })
  expect(await edit(id)).toBe('done')
  expect(await edit(other)).toBe('notAColleague')
})

test('every version of the account stays, the newest shows, and a place is taken once', async () => {
  const id = await at.made()
  const write = async (seq: number, text: string) =>
    at.lin.refusal(writeNarrative, {
      params: { case: id },
      body: { seq, sealedB64: await at.sealed(id, 'narrative', seq, text) },
    })
  expect(await write(0, '一')).toBe('done')
  expect(await write(0, '二')).toBe('placeTaken')
  expect(await write(2, '二')).toBe('placeTaken')
  const second = { seq: 1, sealedB64: await at.sealed(id, 'narrative', 1, '二') }
  for (let turn = 0; turn < 2; turn++)
    expect(await at.lin.refusal(writeNarrative, { params: { case: id }, body: second })).toBe('done')
  const opened = await at.opened(id)
  expect(opened).toMatchObject({ nextNarrativeSeq: 2, narrative: { case: id, seq: 1, sealedB64: second.sealedB64 } })
  expect(await at.world.database.owner`select 1 from case_narratives where case_id = ${id}`).toHaveLength(2)
  const read = (seq: number) => ({ params: { case: id, seq } })
  expect(await at.lin.done(readNarrative, read(1))).toMatchObject({
    by: { name: 'lin.yue' },
    sealedB64: second.sealedB64,
  })
  expect((await at.lin.done(readNarrative, read(0))).sealedB64).not.toBe(second.sealedB64)
  expect(await at.lin.refusal(readNarrative, read(2))).toBe('notFound')
  expect(await at.su.refusal(readNarrative, read(0))).toBe('caseNotFound')
})

test('a tip is in a case once at a time; that it was in stays visible', async () => {
  const [id, tip] = [await at.made(), await at.tip()]
  const link = async (seq: number, as: 'origin' | 'reference') =>
    at.lin.refusal(linkTip, { params: { case: id }, body: await at.newLink(id, tip, seq, as) })
  expect(await link(1, 'origin')).toBe('placeTaken')
  expect(await link(0, 'origin')).toBe('done')
  expect(await link(0, 'origin')).toBe('done')
  expect(await link(1, 'reference')).toBe('linkedAlready')
  for (let turn = 0; turn < 2; turn++) await at.lin.done(unlinkTip, { params: { case: id, seq: 0 } })
  expect(await at.lin.refusal(unlinkTip, { params: { case: id, seq: 7 } })).toBe('notFound')
  expect(await link(1, 'reference')).toBe('done')
  expect((await at.opened(id)).links).toMatchObject([
    { seq: 0, as: 'origin', removed: { by: { name: 'lin.yue' } } },
    { seq: 1, as: 'reference', removed: null },
  ])
  expect((await deeds(id)).filter((did) => did !== 'open-case')).toEqual([
    'make-case',
    'link-tip',
    'unlink-tip',
    'link-tip',
  ])
})

test('only tips of my own desks are linked', async () => {
  const body = { tip: await at.tip(), as: 'origin', seq: 0, whySealedB64: null } as const
  const theirs = await at.newCase({ officers: [at.suId] })
  await at.su.done(makeCase, { params: { desk: at.jiyang.id }, body: theirs })
  expect(await at.su.refusal(linkTip, { params: { case: theirs.id }, body })).toBe('tipNotFound')
  expect(await at.lin.refusal(linkTip, { params: { case: theirs.id }, body })).toBe('caseNotFound')
  // The founder works at both desks.
  expect(await at.lead.refusal(linkTip, { params: { case: theirs.id }, body })).toBe('done')
  const seen = await at.su.done(openCase, { params: { case: theirs.id } })
  expect(seen.links).toMatchObject([{ tip: body.tip, desk: null }])
})

test('a link tells when its tip was accepted', async () => {
  const [id, tip] = [await at.made(), await at.tip()]
  await at.lin.done(linkTip, { params: { case: id }, body: await at.newLink(id, tip, 0) })
  const accept = { seen: 'received', move: 'accept', seq: 1, reasonB64: null } as const
  await at.lin.done(moveTip, { params: { tip }, body: accept })
  const { links } = await at.opened(id)
  const [moved] = await at.world.database.owner`select at from tip_moves where tip_id = ${tip} and seq = 1`
  expect(new Date(links[0]?.acceptedAt ?? 0)).toEqual(moved?.['at'])
})

test('a page holds fifty, and the next goes on where it ended', async () => {
  const first = await at.lin.done(listCases, { params: { desk: at.city.id } })
  expect(first.rows).toHaveLength(50)
  const seen = first.rows.map((row) => row.case)
  for (let older = first.older; older !== null;) {
    const page = await at.lin.done(listCases, { params: { desk: at.city.id, before: older } })
    seen.push(...page.rows.map((row) => row.case))
    older = page.older
  }
  expect(new Set(seen).size).toBe(seen.length)
  const [all] = await at.world.database.owner`select count(*)::int from cases where desk_id = ${at.city.id}`
  expect(seen).toHaveLength(Number(all?.['count']))
  const { steps } = await at.lin.done(countCases, { params: { desk: at.city.id } })
  expect(Object.values(steps).reduce((sum, count) => sum + count, 0)).toBe(seen.length)
})

test('filters choose by level, category, step, officer and year of opening in Sanya', async () => {
  const id = await at.made({ level: 'ministry', category: 'manufacture', openedAt: '2023-12-31T16:30:00Z' })
  expect(await list({ level: 'ministry' })).toEqual([id])
  expect(await list({ category: 'manufacture' })).toEqual([id])
  // Half past midnight on New Year's Day there.
  expect(await list({ year: 2024 })).toEqual([id])
  expect(await list({ year: 2023 })).toEqual([])
  expect(await list({ step: 'prosecution' })).toEqual([])
  expect(await list({ officer: at.suId })).toEqual([])
  expect(await list({ officer: 'me', level: 'ministry' })).toEqual([id])
})

test('words are looked for in number, filing number and title, and taken as they are', async () => {
  const id = await at.made({ title: '100%_专案\\甲', filedAs: '三公（禁）立字〔2024〕AB7号' })
  const { number } = await at.opened(id)
  for (const words of ['100%', '%_专', '\\甲', 'ab7', '〔2024〕', number.toLowerCase()])
    expect(await list({ words }), words).toEqual([id])
  for (const words of ['1%0', '_00', '100%__']) expect(await list({ words }), words).toEqual([])
  expect(await at.lin.refusal(listCases, { params: { desk: at.city.id, words: '' } })).toBe('invalidInput')
})

test('a sheet has what a page has, without sealed parts, and leaves a trace', async () => {
  const [id, tip] = [randomUUID(), await at.tip()]
  await at.made({
    id,
    openedAt: '2022-05-01T00:00:00Z',
    links: [await at.newLink(id, tip, 0)],
    narrative: { sealedB64: await at.sealed(id, 'narrative', 0, '不出现') },
  })
  const body = { year: 2022, step: null, before: null }
  const { rows, older } = await at.lin.done(exportCases, { params: { desk: at.city.id }, body })
  expect(older).toBe(null)
  expect(rows).toMatchObject([
    { case: id, entries: [{ step: 'opened', happenedAt: '2022-05-01T00:00:00.000Z' }], counted: [], tips: 1 },
  ])
  expect(rows[0]?.tipNumbers).toEqual([(await at.opened(id)).links[0]?.number])
  expect(JSON.stringify(rows)).not.toContain('ealed')
  const [last] = await at.world.database.owner`select did, desk_id from records order by seq desc limit 1 offset 1`
  expect(last).toEqual({ did: 'export-cases', desk_id: at.city.id })
})
