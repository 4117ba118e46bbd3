import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listUnindexed,
  readForSearch,
  readGraph,
  relatedTips,
  searchTips,
  storeIndex,
  tipIndex,
  type Graph,
  type IdentifierKind,
  type RelatedTip,
  type SealedTip,
} from '#contract/matching.ts'
import { linkTip, makeCase, mergeCase } from '#contract/cases.ts'
import { report, tipKey, type Report } from '#contract/report.ts'
import { handOverKey, invite, join, whoAmI } from '#contract/staff.ts'
import { listTips, openTip, transferTip } from '#contract/tips.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { indexOf, sealIndex } from '#seal/index-of.ts'
import { newMatchingKeyB64 } from '#seal/member-keys.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { confirm, queryOf, queryTokens } from '#seal/search.ts'
import { textsOf } from '#seal/identifiers/find-identifiers.ts'
import { tokenOf, tokensB64, tokensFromB64 } from '#seal/tokens.ts'
import { joinBody, newInvitation, newMember, wrappedDeskKey, type FoundedDesk, type StaffBrowser } from './browser.ts'
import { foundedOffice, REPORT, sentTip, staffBrowser, startWorld, type Founded, type World } from './world.ts'

const KEY = newMatchingKeyB64()

let world: World
let founded: Founded
/** An investigator of the city squad, and one of Jiyang. */
let lin: StaffBrowser
let su: StaffBrowser

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await joined(founded.city, 'lin.yue')
  su = await joined(founded.jiyang, 'su.ting')
})
afterAll(() => world.stop())

async function joined(desk: FoundedDesk, login: string): Promise<StaffBrowser> {
  const member = await newMember((await world.site()).siteId, login)
  const invitation = await newInvitation(desk, login, 'investigator')
  await founded.browser.done(invite, { params: { desk: desk.id }, body: invitation.body })
  const browser = staffBrowser(world)
  await browser.done(join, { body: await joinBody(member, invitation) })
  await founded.browser.done(handOverKey, {
    params: { desk: desk.id, member: member.account.id },
    body: { deskKeyB64: await wrappedDeskKey(desk, member) },
  })
  await browser.signIn(member)
  return browser
}

type Own = { tip: string; desk: FoundedDesk; browser: StaffBrowser }

/** A tip as a citizen sends it, at the city squad or at Jiyang, not indexed yet. */
async function sent(words: Partial<Report>, at: 'city' | 'jiyang' = 'city'): Promise<Own> {
  const { files: _none, ...own } = { ...words }
  await sentTip(world, { district: at === 'city' ? 'unsure' : 'jiyang', report: { ...REPORT, ...own } })
  const [desk, browser] = at === 'city' ? [founded.city, lin] : [founded.jiyang, su]
  const { rows } = await browser.done(listTips, { params: { desk: desk.id } })
  return { tip: rows[0]?.tip ?? '', desk, browser }
}

async function keyOf(tip: { tip: string; wrapB64: string }, desk: FoundedDesk): Promise<string> {
  const key = await open(fromB64(tip.wrapB64), [desk.pair.identity], { tip: tip.tip, kind: 'tip-key', seq: 0 })
  if (key.is !== 'opened') throw new Error(`The wrap is ${key.is}`)
  return tipKey.parse(key.body).identity
}

/** What a browser sends for a tip that it opened. */
async function indexBody(sealed: SealedTip, desk: FoundedDesk) {
  const identity = await keyOf(sealed, desk)
  const opened = await open(fromB64(sealed.reportB64), [identity], { tip: sealed.tip, kind: 'report', seq: 0 })
  if (opened.is !== 'opened') throw new Error(opened.is)
  const texts = { report: report.parse(opened.body), messages: [], notes: [] }
  const { tokens, index } = indexOf(KEY, sealed.tip, texts, null)
  const revision = (sealed.index?.revision ?? 0) + 1
  const sealedB64 = await sealIndex(sealed.tip, revision, index, identity)
  return { ...tokens, contentSeq: sealed.contentSeq, revision, sealedB64 }
}

async function indexed(words: Partial<Report>, at: 'city' | 'jiyang' = 'city'): Promise<Own> {
  const own = await sent(words, at)
  const sealed = await own.browser.done(readForSearch, { params: { tip: own.tip } })
  await own.browser.done(storeIndex, { params: { tip: own.tip }, body: await indexBody(sealed, own.desk) })
  return own
}

const ask = (text: string, before: number | null = null) => ({
  body: { ...queryTokens(KEY, queryOf(text)), before },
})
const hits = async (browser: StaffBrowser, text: string): Promise<string[]> =>
  (await browser.done(searchTips, ask(text))).rows.map(({ tip }) => tip)
const justOne = async (kind: IdentifierKind, normal: string): Promise<string[]> => {
  const body = { identifiersB64: tokensB64([tokenOf(KEY, kind, normal)]), wordsB64: '', before: null }
  return (await lin.done(searchTips, { body })).rows.map(({ tip }) => tip)
}
const relatedOf = async ({ tip, browser }: Own): Promise<RelatedTip[]> =>
  (await browser.done(relatedTips, { params: { tip } })).here
const count = async (table: string, tip: string): Promise<number> => {
  const [row] = await world.database.owner.unsafe(`select count(*)::int as n from ${table} where tip_id = '${tip}'`)
  return row?.['n'] as number
}

test('tips that are not indexed wait in line, oldest first, and each leaves one trace a person', async () => {
  const [one, other] = [await sent({}), await sent({})]
  const list = () => lin.done(listUnindexed, { params: { desk: founded.city.id } })
  const { left, tips } = await list()
  await list()
  expect(left).toBe(2)
  expect(tips.map(({ tip }) => tip)).toEqual([one.tip, other.tip])
  const traces = await world.database.owner`select did from records where tip_id = ${one.tip} and did = 'index-tip'`
  expect(traces).toHaveLength(1)
  for (const sealed of tips)
    await lin.done(storeIndex, { params: { tip: sealed.tip }, body: await indexBody(sealed, founded.city) })
  expect(await list()).toEqual({ left: 0, tips: [] })
  expect(await su.refusal(listUnindexed, { params: { desk: founded.city.id } })).toBe('notPermitted')
})

test('an index opens again in the browser, and says what was found', async () => {
  const own = await indexed({ phones: '一三八 零零一三 八零零零', vehicles: '瓊Ｂ·Ｉ23O5' })
  const sealed = await lin.done(readForSearch, { params: { tip: own.tip } })
  const at = { tip: own.tip, kind: 'index', seq: 1 } as const
  const opened = await open(fromB64(sealed.index?.sealedB64 ?? ''), [await keyOf(sealed, own.desk)], at)
  const { found } = tipIndex.parse(opened.is === 'opened' ? opened.body : null)
  expect(found.map(({ kind, normal }) => [kind, normal])).toEqual([
    ['plate', '琼B12305'],
    ['mobile', '+8613800138000'],
  ])
})

test('a search finds an identifier however it is written, and words in any order; the browser confirms', async () => {
  const own = await indexed({ what: '昨晚在大东海海月公寓看见红色轿车', vehicles: '琼 b·99887' })
  for (const text of ['琼B99887', '瓊Ｂ９９８８７', '红色轿车', '海月公寓 红色', '轿车']) {
    expect(await hits(lin, text), text).toEqual([own.tip])
  }
  expect(await hits(lin, '蓝色轿车')).toEqual([])
  const texts = textsOf({ report: { ...REPORT, files: [], what: '昨晚看见红色轿车' }, messages: [], notes: [] })
  expect(confirm(queryOf('红色轿车'), texts, null)).toHaveLength(1)
  expect(await lin.refusal(searchTips, { body: { identifiersB64: '', wordsB64: '', before: null } })).toBe(
    'invalidInput',
  )
})

test('pages go on where the page before ended, without a gap', async () => {
  const all: string[] = []
  for (let turn = 0; turn < 23; turn++) all.unshift((await indexed({ what: '翻页试验' })).tip)
  const first = await lin.done(searchTips, ask('翻页试验'))
  const second = await lin.done(searchTips, ask('翻页试验', first.older))
  expect(first.rows).toHaveLength(20)
  expect([...first.rows, ...second.rows].map(({ tip }) => tip)).toEqual(all)
  expect(second.older).toBeNull()
})

test('tokens of two kinds do not match, though the text is the same', async () => {
  const own = await indexed({ accounts: 'QQ：88776655' })
  expect(await justOne('qq', '88776655')).toEqual([own.tip])
  for (const kind of ['wechat', 'handle', 'bank-card', 'parcel'] as const)
    expect(await justOne(kind, '88776655')).toEqual([])
})

test('nobody finds tips of another desk: not by identifier, by word, by number, and not in the picture', async () => {
  const mine = await indexed({ phones: '13911112222', what: '同一部电话，城里' })
  const theirs = await indexed({ phones: '139-1111-2222', what: '同一部电话，吉阳' }, 'jiyang')
  expect(await hits(lin, '13911112222')).toEqual([mine.tip])
  expect(await hits(su, '13911112222')).toEqual([theirs.tip])
  expect(await hits(su, '同一部电话')).toEqual([theirs.tip])
  expect(await su.refusal(readForSearch, { params: { tip: mine.tip } })).toBe('tipNotFound')
  expect(await su.refusal(relatedTips, { params: { tip: mine.tip } })).toBe('tipNotFound')
  expect(await su.refusal(readGraph, { params: { tip: mine.tip } })).toBe('tipNotFound')
  const picture = await su.done(readGraph, { params: { tip: theirs.tip } })
  expect(picture.tips.map(({ tip }) => tip)).toEqual([theirs.tip])
  const answer = await su.done(relatedTips, { params: { tip: theirs.tip } })
  expect(answer.here).toEqual([])
  expect(answer.elsewhere).toEqual([
    { desk: { id: founded.city.id, nameZh: '支队', nameEn: '支队' }, tips: 1, askWhom: ['chen.lead'] },
  ])
  expect(JSON.stringify(answer)).not.toContain(mine.tip)
  const sealed = await lin.done(readForSearch, { params: { tip: mine.tip } })
  const body = await indexBody(sealed, founded.city)
  expect(await su.refusal(storeIndex, { params: { tip: mine.tip }, body })).toBe('tipNotFound')
})

test('a rare identifier weighs more than a common one, and the browser knows which are shared', async () => {
  const common = 'QQ：10001000'
  const one = await indexed({ accounts: common, vehicles: '琼B55501', what: '甲' })
  const rare = await indexed({ accounts: common, vehicles: '琼B·55501', what: '乙' })
  const often = await indexed({ accounts: common, what: '丙' })
  const here = await relatedOf(one)
  expect(here.map(({ tip }) => tip)).toEqual([rare.tip, often.tip])
  expect(here[0]?.weight).toBeGreaterThan(2 * (here[1]?.weight ?? 0))
  const tokens = [tokenOf(KEY, 'plate', '琼B55501'), tokenOf(KEY, 'qq', '10001000')]
  expect(new Set(tokensFromB64(here[0]?.sharedB64 ?? ''))).toEqual(new Set(tokens))
})

test('nearly the same text is found by its bands alone', async () => {
  const what =
    '每天晚上十一点左右，第二市场后面的出租屋三楼有人聚集吸毒，味道很重，楼道里有锡纸和吸管，住户都不敢出声。'
  const one = await indexed({ what })
  const again = await indexed({ what: `${what}请尽快处理` })
  await indexed({
    what: '有人在亚龙湾的沙滩上向游客兜售小袋白色粉末，是一个骑电动车的外地男子，经常在傍晚出现，已经好几天了。',
  })
  const here = await relatedOf(one)
  expect(here.map(({ tip }) => tip)).toEqual([again.tip])
  expect(here[0]?.bands).toBeGreaterThanOrEqual(3)
})

test('two browsers that index one tip at once: the second is told, and nothing is mixed', async () => {
  const own = await sent({ what: '两台电脑' })
  const sealed = await lin.done(readForSearch, { params: { tip: own.tip } })
  const body = await indexBody(sealed, own.desk)
  const answers = await Promise.all(
    [lin, founded.browser].map((browser) => browser.call(storeIndex, { params: { tip: own.tip }, body })),
  )
  expect(answers.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).sort()).toEqual([
    'done',
    'placeTaken',
  ])
  expect(await count('tip_words', own.tip)).toBe(1)
  const words = await lin.done(readForSearch, { params: { tip: own.tip } })
  expect(words.index?.revision).toBe(1)
})

test('an index of content that is not there, of half a token, or unsealed, is refused', async () => {
  const own = await sent({})
  const body = await indexBody(await lin.done(readForSearch, { params: { tip: own.tip } }), own.desk)
  const refusal = (change: Partial<typeof body>) =>
    lin.refusal(storeIndex, { params: { tip: own.tip }, body: { ...body, ...change } })
  expect(await refusal({ contentSeq: 1 })).toBe('invalidInput')
  expect(await refusal({ wordsB64: toB64(new Uint8Array(12)) })).toBe('invalidInput')
  expect(await refusal({ bandsB64: toB64(new Uint8Array(72)) })).toBe('invalidInput')
  expect(await refusal({ sealedB64: toB64(new Uint8Array(12)) })).toBe('notSealed')
  expect(await refusal({ revision: 2 })).toBe('placeTaken')
  expect(await lin.refusal(storeIndex, { params: { tip: randomUUID() }, body })).toBe('tipNotFound')
})

test('indexing again replaces: what is rejected is found no more', async () => {
  const own = await indexed({ vehicles: '琼B44404' })
  const sealed = await lin.done(readForSearch, { params: { tip: own.tip } })
  const identity = await keyOf(sealed, own.desk)
  const texts = { report: { ...REPORT, files: [], vehicles: '琼B44404' }, messages: [], notes: [] }
  const { index } = indexOf(KEY, own.tip, texts, null)
  const next = indexOf(KEY, own.tip, texts, { found: [], guessed: [], rejected: index.found })
  const sealedB64 = await sealIndex(own.tip, 2, next.index, identity)
  const body = { ...next.tokens, contentSeq: sealed.contentSeq, revision: 2, sealedB64 }
  await lin.done(storeIndex, { params: { tip: own.tip }, body })
  expect(await justOne('plate', '琼B44404')).toEqual([])
})

test('a transfer takes the tokens along', async () => {
  const own = await indexed({ vehicles: '琼B33303', what: '移送之前' })
  const opened = await lin.done(openTip, { params: { tip: own.tip } })
  const identity = await keyOf(opened, own.desk)
  const seq = opened.nextReasonSeq
  const wrap = await seal({ tip: own.tip, kind: 'tip-key', seq: 0 }, { identity, firstLine: '移送' }, [
    founded.jiyang.pair.recipient,
  ])
  const reason = await seal({ tip: own.tip, kind: 'reason', seq }, '辖区', [opened.tipRecipient])
  await lin.done(transferTip, {
    params: { tip: own.tip },
    body: { seen: founded.city.id, desk: founded.jiyang.id, seq, wrapB64: toB64(wrap), reasonB64: toB64(reason) },
  })
  for (const text of ['琼B33303', '移送之前']) {
    expect(await hits(lin, text)).toEqual([])
    expect(await hits(su, text)).toEqual([own.tip])
  }
})

test('a tip that retention deletes takes its tokens along', async () => {
  const own = await indexed({ vehicles: '琼B22202', what: '到期删除' })
  await world.database.owner.begin(async (owner) => {
    await owner`set local role lushao_retention`
    await owner`select * from forget_tip(${own.tip})`
  })
  for (const table of ['tip_identifiers', 'tip_bands', 'tip_words', 'tip_indexes'])
    expect(await count(table, own.tip), table).toBe(0)
  expect(await justOne('plate', '琼B22202')).toEqual([])
})

test('reading for a search leaves one trace in five minutes', async () => {
  const own = await sent({})
  for (let turn = 0; turn < 3; turn++) await lin.done(readForSearch, { params: { tip: own.tip } })
  const traces = await world.database.owner`select did from records where tip_id = ${own.tip} and did = 'search-tip'`
  expect(traces).toHaveLength(1)
})

test('the picture reaches two steps, with duplicates, and names what is shared', async () => {
  const a = await indexed({ vehicles: '琼B70001' })
  const b = await indexed({ vehicles: '琼B70001', accounts: 'QQ：70000002' })
  const c = await indexed({ accounts: 'QQ：70000002 微信：wxid_seventhree' })
  const d = await indexed({ accounts: '微信：wxid_seventhree' })
  const alone = await indexed({ what: '重复的那一条' })
  const [low, high] = [a.tip, alone.tip].toSorted()
  await world.database.owner`insert into tip_relations (one, other, "as", first_tip, second_tip, staff_id, at)
    select ${low ?? ''}, ${high ?? ''}, 'duplicate', ${a.tip}, ${alone.tip}, id, now() from staff limit 1`
  const picture: Graph = await lin.done(readGraph, { params: { tip: a.tip } })
  expect(new Set(picture.tips.map(({ tip }) => tip))).toEqual(new Set([a.tip, b.tip, c.tip, alone.tip]))
  expect(picture.tips.map(({ tip }) => tip)).not.toContain(d.tip)
  expect(picture.identifiers.map(({ tips }) => new Set(tips))).toContainEqual(new Set([a.tip, b.tip]))
  expect(picture.identifiers).toHaveLength(2)
  expect(picture.duplicates).toEqual([{ tip: alone.tip, first: a.tip }])
  expect(picture.isCut).toBe(false)
  expect(await lin.refusal(readGraph, { params: {} })).toBe('invalidInput')
  expect(await lin.refusal(readGraph, { params: { case: randomUUID() } })).toBe('caseNotFound')
})

test('the picture of a case begins with it; its desk is named, and who is not there sees neither case nor link', async () => {
  const { browser: lead, jiyang } = founded
  const [theirs, ours] = [await indexed({ what: '吉阳的一条' }, 'jiyang'), await indexed({ what: '支队的一条' })]
  const staffId = (await lead.done(whoAmI, {})).id
  const openedAt = new Date(Date.now() - 3_600_000).toISOString()
  const made = async (title: string, links: string[]) => {
    const head = { id: randomUUID(), title, filedAs: null, level: 'ordinary', category: 'dealing' } as const
    const newLinks = links.map((tip, seq) => ({ tip, as: 'origin', seq, whySealedB64: null }) as const)
    const body = { ...head, officers: [staffId], openedAt, narrative: null, links: newLinks }
    return (await lead.done(makeCase, { params: { desk: jiyang.id }, body })).case
  }
  const first = await made('“吉阳一”专案', [theirs.tip])
  const link = { tip: ours.tip, as: 'reference', seq: 1, whySealedB64: null } as const
  await lead.done(linkTip, { params: { case: first }, body: link })

  const whole = await lead.done(readGraph, { params: { case: first } })
  expect(whole.cases).toMatchObject([{ case: first, desk: jiyang.id }])
  expect(new Set(whole.tips.map(({ tip, desk }) => `${desk} ${tip}`))).toEqual(
    new Set([`${founded.city.id} ${ours.tip}`, `${jiyang.id} ${theirs.tip}`]),
  )
  expect(whole.links).toHaveLength(2)
  const fromTip = await lead.done(readGraph, { params: { tip: ours.tip } })
  expect(fromTip.cases).toMatchObject([{ case: first, desk: jiyang.id }])
  expect(await lin.done(readGraph, { params: { tip: ours.tip } })).toMatchObject({ cases: [], links: [] })
  expect(await lin.refusal(readGraph, { params: { case: first } })).toBe('caseNotFound')
  const atJiyang = await su.done(readGraph, { params: { case: first } })
  expect(atJiyang.tips.map(({ tip }) => tip)).toEqual([theirs.tip])
  expect(atJiyang.links).toEqual([{ tip: theirs.tip, case: first }])

  const twice = await made('“吉阳一”专案（重复）', [])
  await lead.done(mergeCase, { params: { case: twice }, body: { into: first } })
  expect((await lead.done(readGraph, { params: { case: twice } })).cases).toMatchObject([{ case: first }])
})

test('an identifier that thousands of tips name slows nothing down, and stays within the limits', async () => {
  const own = await indexed({ accounts: 'QQ：60000006' })
  const token = BigInt.asIntN(64, tokenOf(KEY, 'qq', '60000006')).toString()
  await world.database.owner.begin(async (owner) => {
    await owner`set local session_replication_role = replica`
    await owner`insert into tip_identifiers (token, serial, tip_id, desk_id)
      select ${token}::bigint, 1000000 + n, gen_random_uuid(), ${founded.jiyang.id} from generate_series(1, 5000) n`
  })
  const startedAt = performance.now()
  const { elsewhere, here } = await lin.done(relatedTips, { params: { tip: own.tip } })
  await hits(lin, '60000006')
  await lin.done(readGraph, { params: { tip: own.tip } })
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(here).toEqual([])
  expect(elsewhere[0]?.tips).toBe(50)
})
