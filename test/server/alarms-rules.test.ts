import { describe, expect, test } from 'vitest'
import { GRAVITIES, type Alarm } from '#contract/alarms.ts'
import { allAlarms } from '#server/alarms/all-alarms.ts'
import type { AlarmFacts, AwardFacts, ClaimFacts, FreezeFacts, RunFacts, TryFacts } from '#server/alarms/facts.ts'
import { badSignature, claimsAtOnce, disputed, hoursAfter, sameAccount } from '#server/alarms/of-claims.ts'
import { acceptedShortly, manyRewarded, samePair } from '#server/alarms/of-officers.ts'
import { booksDiffer, quickCheck, voucherSeries } from '#server/alarms/of-payments.ts'
import { isJustBelow, split, underLimit } from '#server/alarms/of-sums.ts'

const person = (login: string) => ({ id: login, login, name: login })
const [lin, wang, chen, he, qiu] = ['lin', 'wang', 'chen', 'he', 'qiu'].map(person) as [
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
]
const at = (hours: number): Date => new Date(Date.parse('2026-11-01T00:00:00Z') + hours * 3_600_000)
const yuan = (sum: number): bigint => BigInt(sum) * 100n

let made = 0
/** An award for a tip of 3,000 yuan, granted, that gives no cause for anything. */
const award = (facts: Partial<AwardFacts> = {}): AwardFacts => {
  made += 1
  return {
    award: `award-${made}`,
    number: `JL-2026-${String(made).padStart(4, '0')}`,
    fund: 'tips',
    state: 'granted',
    desk: { id: 'city', nameZh: '支队', nameEn: 'City squad' },
    caseId: `case-${made}`,
    caseNumber: `A-${made}`,
    fen: yuan(3000),
    proposedAt: at(100),
    grantedAt: at(120),
    proposedBy: lin,
    approvedBy: he,
    approvedAt: at(110),
    tip: `2026-${made}`,
    acceptedBy: wang,
    acceptedAt: at(0),
    actedAt: at(90),
    isTypedIn: false,
    limits: { second: yuan(50_000), report: yuan(200_000), case: null },
    takenOfCase: 0n,
    cut: [],
    isDecided: false,
    ...facts,
  }
}
const times = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index))
const officersOf = (alarms: readonly Alarm[]): string[] => alarms.map(({ people }) => people[0]?.login ?? '')

describe('one officer with many rewarded tips', () => {
  const by = (accepted: typeof lin, proposed: typeof lin, hour = 120): AwardFacts =>
    award({ acceptedBy: accepted, proposedBy: proposed, grantedAt: at(hour) })

  test('four are not many, five are, and the fifth says since when', () => {
    expect(manyRewarded(times(4, () => by(wang, lin)))).toEqual([])
    const alarms = manyRewarded(times(5, (index) => by(wang, lin, 120 + index)).toReversed())
    expect(officersOf(alarms)).toEqual(['wang', 'lin'])
    expect(alarms[0]).toMatchObject({
      gravity: 'note',
      why: { kind: 'many-rewarded', count: 5, all: 5, accepted: 5, proposed: 0 },
      since: at(124).toISOString(),
      latest: at(124).toISOString(),
    })
  })
  test('a tip that somebody both accepted and put forward counts once', () => {
    expect(manyRewarded(times(4, () => by(wang, wang)))).toEqual([])
    expect(manyRewarded(times(5, () => by(wang, wang)))[0]?.why).toMatchObject({ count: 5, accepted: 5, proposed: 5 })
  })
  test('a sixth makes it newer, not older', () => {
    const [alarm] = manyRewarded(times(6, (index) => by(wang, wang, 200 + index)))
    expect(alarm).toMatchObject({ since: at(204).toISOString(), latest: at(205).toISOString() })
  })
  test('of twelve, four are a third and not more; of ten, four are more than a third; of nine, four are too few to say', () => {
    const four = times(4, () => by(wang, wang))
    const others = times(8, (index) => award({ acceptedBy: null, proposedBy: person(`other-${index}`) }))
    expect(manyRewarded([...four, ...others])).toEqual([])
    expect(manyRewarded([...four, ...others.slice(0, 6)])[0]).toMatchObject({
      gravity: 'soon',
      why: { count: 4, all: 10 },
    })
    expect(manyRewarded([...four, ...others.slice(0, 5)])).toEqual([])
  })
  test('what is not granted yet, and rewards for those who took part, do not count', () => {
    expect(manyRewarded(times(6, () => award({ grantedAt: null })))).toEqual([])
    expect(manyRewarded(times(6, () => award({ fund: 'strikes', tip: null, acceptedBy: null })))).toEqual([])
  })
})

describe('a tip accepted shortly before the action', () => {
  const CASES: [what: string, facts: Partial<AwardFacts>, found: object | null][] = [
    ['two days before to the minute', { actedAt: at(48) }, null],
    ['a minute less than two days', { actedAt: new Date(at(48).getTime() - 60_000) }, { minutes: 2879 }],
    ['at the same moment', { actedAt: at(0) }, { minutes: 0 }],
    ['after the action, which the rules refuse anyway', { actedAt: at(-1) }, null],
    ['not granted', { actedAt: at(2), grantedAt: null }, null],
    ['without a first action', { actedAt: null }, null],
    ['for those who took part', { actedAt: at(2), fund: 'strikes' }, null],
  ]
  test.each(CASES)('%s', (_what, facts, found) => {
    const [alarm] = acceptedShortly([award(facts)])
    if (found === null) expect(alarm).toBeUndefined()
    else expect(alarm).toMatchObject({ gravity: 'note', why: found })
  })
  test('is asked about sooner when the office took the report down, and names who accepted it', () => {
    const [alarm] = acceptedShortly([award({ actedAt: at(5), isTypedIn: true })])
    expect(alarm).toMatchObject({ gravity: 'soon', why: { minutes: 300, isTypedIn: true } })
    expect(alarm?.people.map(({ login }) => login)).toEqual(['wang', 'lin'])
  })
})

describe('a sum just under a limit', () => {
  test.each([
    [47_499, false],
    [47_500, true],
    [50_000, true],
    [50_001, false],
  ])('of 50,000 yuan: %i', (sum, isIt) => expect(isJustBelow(yuan(sum), yuan(50_000))).toBe(isIt))
  test('counts fen: one fen less than 95 % is not', () =>
    expect(isJustBelow(yuan(47_500) - 1n, yuan(50_000))).toBe(false))

  const CASES: [what: string, facts: Partial<AwardFacts>, limit: string | null][] = [
    ['far below', {}, null],
    ['below what a second leader approves', { fen: yuan(49_000) }, 'second-approval'],
    ['without such a limit', { fen: yuan(49_000), limits: { second: null, report: null, case: null } }, null],
    ['below the cap of a report', { fen: yuan(195_000) }, 'report'],
    ['at the cap since the cap took the rest away', { fen: yuan(200_000), cut: ['cap-report'] }, null],
    [
      'below the cap of a case together with what others got',
      { limits: { second: null, report: null, case: yuan(10_000) }, takenOfCase: yuan(6800) },
      'case',
    ],
    [
      'at the cap of a case that took the rest away',
      { limits: { second: null, report: null, case: yuan(10_000) }, takenOfCase: yuan(7000), cut: ['cap-case'] },
      null,
    ],
  ]
  test.each(CASES)('%s', (_what, facts, limit) => {
    const [alarm] = underLimit([award(facts)])
    expect(alarm?.why.kind === 'under-limit' ? alarm.why.limit : null).toBe(limit)
  })
  test('is asked about sooner where people chose the sum, before it is granted too', () => {
    const [alarm] = underLimit([award({ fen: yuan(49_000), isDecided: true, state: 'proposed', grantedAt: null })])
    expect(alarm).toMatchObject({ gravity: 'soon', why: { fen: '4900000', limitFen: '5000000', isDecided: true } })
  })
})

describe('several awards of one case', () => {
  const of = (sum: number, facts: Partial<AwardFacts> = {}): AwardFacts =>
    award({ caseId: 'one', caseNumber: 'A-1', fen: yuan(sum), ...facts })
  const CASES: [what: string, awards: AwardFacts[], isFound: boolean][] = [
    ['that reach the limit together', [of(30_000), of(20_000)], false],
    ['that pass it together by a yuan', [of(30_000), of(20_001)], true],
    ['of which one alone passes it', [of(60_000), of(20_000)], false],
    ['in two cases', [of(30_000), of(30_000, { caseId: 'two' })], false],
    ['of two funds', [of(30_000), of(30_000, { fund: 'strikes' })], false],
    [
      'one of which has no limit',
      [of(30_000), of(30_000, { limits: { second: null, report: null, case: null } })],
      false,
    ],
    ['just one', [of(50_000)], false],
  ]
  test.each(CASES)('%s', (_what, awards, isFound) => expect(split(awards)).toHaveLength(isFound ? 1 : 0))
  test('say when they passed it', () => {
    const three = [30, 10, 20].map((hour) => of(20_000, { proposedAt: at(hour) }))
    expect(split(three)[0]).toMatchObject({
      why: { fund: 'tips', count: 3, fen: '6000000', limitFen: '5000000' },
      since: at(30).toISOString(),
      latest: at(30).toISOString(),
      cases: ['A-1'],
    })
  })
})

describe('the same two people', () => {
  const by = (proposedBy: typeof lin, approvedBy: typeof lin | null, desk = 'city'): AwardFacts =>
    award({ proposedBy, approvedBy, desk: { id: desk, nameZh: desk, nameEn: desk } })
  test('at five awards of a desk say nothing; at six of eleven they do; at six of twelve they are half', () => {
    const six = times(6, () => by(lin, he))
    const others = times(6, (index) => by(index % 2 === 0 ? wang : chen, qiu))
    expect(samePair(six.slice(1))).toEqual([])
    expect(samePair([...six, ...others.slice(1)])[0]).toMatchObject({
      gravity: 'note',
      why: { kind: 'same-pair', together: 6, all: 11 },
      desk: { id: 'city' },
    })
    expect(samePair([...six, ...others])).toEqual([])
  })
  test('are counted by desk, and only where somebody approved', () => {
    expect(samePair([...times(3, () => by(lin, he)), ...times(3, () => by(lin, he, 'jiyang'))])).toEqual([])
    expect(samePair(times(8, () => by(lin, null)))).toEqual([])
  })
})

describe('one account in several awards', () => {
  const paid = (facts: Partial<AlarmFacts['accounts'][number]> = {}) => {
    const { award: id, number } = award()
    const run = { run: 'run-1', number: 'PC-2026-0001' }
    return { award: id, number, token: 'aa', fund: 'tips' as const, payable: id, fen: 100n, at: at(0), run, ...facts }
  }
  test('of two tips is asked about', () => {
    const [alarm] = sameAccount([paid(), paid({ at: at(5), run: { run: 'run-2', number: 'PC-2026-0002' } })])
    expect(alarm).toMatchObject({
      alarm: 'same-account/aa',
      gravity: 'soon',
      why: { tips: 2, strikes: 0, fen: '200' },
      since: at(5).toISOString(),
    })
    expect(alarm?.runs).toHaveLength(2)
  })
  test('of a tip and of those who took part is urgent', () =>
    expect(sameAccount([paid(), paid({ fund: 'strikes' })])[0]).toMatchObject({
      gravity: 'urgent',
      why: { tips: 1, strikes: 1 },
    }))
  test('of two who took part is how officers are paid', () =>
    expect(sameAccount([paid({ fund: 'strikes' }), paid({ fund: 'strikes' })])).toEqual([]))
  test('of one award that was paid again after the bank sent it back is not', () => {
    const once = paid()
    expect(sameAccount([once, { ...once, at: at(9) }])).toEqual([])
  })
  test('is not another account', () => expect(sameAccount([paid(), paid({ token: 'bb' })])).toEqual([]))
  test('a third award makes it newer', () =>
    expect(sameAccount([paid(), paid({ at: at(5) }), paid({ at: at(7) })])[0]).toMatchObject({
      since: at(5).toISOString(),
      latest: at(7).toISOString(),
    }))
})

describe('a claim right after the granting', () => {
  const claim = (facts: Partial<ClaimFacts> = {}): ClaimFacts => ({
    award: 'a',
    number: 'JL-2026-0001',
    payable: 'p',
    seq: 1,
    method: 'transfer',
    at: at(50),
    grantedAt: at(10),
    fromOffice: null,
    ...facts,
  })
  test.each([
    ['in the hour in which it was granted', at(10), 0],
    ['in the next hour', at(11), 1],
    ['in the hour that begins two hours later', at(12), 2],
    ['in the hour after', at(13), 3],
  ])('%s', (_what, hour, hours) => expect(hoursAfter({ at: hour, grantedAt: new Date(at(10).getTime()) })).toBe(hours))
  test('that was granted within the hour counts from there', () =>
    expect(hoursAfter({ at: at(10), grantedAt: new Date(at(10).getTime() + 1_800_000) })).toBe(0))

  const CASES: [what: string, facts: Partial<ClaimFacts>, found: [kind: string, gravity: string] | null][] = [
    ['days later', {}, null],
    ['days later from elsewhere', { fromOffice: false }, null],
    ['two hours later', { at: at(12) }, ['quick-claim', 'note']],
    ['three hours later', { at: at(13) }, null],
    ['at once, but from elsewhere', { at: at(10), fromOffice: false }, ['quick-claim', 'note']],
    ['at once from the office', { at: at(10), fromOffice: true }, ['office-claim', 'urgent']],
    ['days later from the office', { fromOffice: true }, ['office-claim', 'soon']],
    ['at once, giving it up', { at: at(10), fromOffice: true, method: 'decline' }, null],
  ]
  test.each(CASES)('%s', (_what, facts, found) => {
    const [alarm] = claimsAtOnce([claim(facts)])
    expect(alarm ? [alarm.why.kind, alarm.gravity] : null).toEqual(found)
  })
})

describe('vouchers tried in series', () => {
  const tried = (minutes: number, facts: Partial<TryFacts> = {}): TryFacts => ({
    award: 'a',
    number: 'JL-2026-0001',
    payable: 'p',
    by: chen,
    at: new Date(at(0).getTime() + minutes * 60_000),
    isRight: false,
    ...facts,
  })
  const kinds = (tries: readonly TryFacts[]): string[] => voucherSeries(tries, []).map(({ alarm }) => alarm)
  const BOTH = ['voucher-series/award/p', 'voucher-series/person/chen']
  test('two wrong ones are a slip; three within an hour are a series, for the award and for the person', () => {
    expect(kinds([tried(0), tried(1)])).toEqual([])
    expect(kinds([tried(0), tried(30), tried(60)])).toEqual(BOTH)
    expect(kinds([tried(0), tried(30), tried(61)])).toEqual([])
  })
  test('right ones are no part of it', () =>
    expect(kinds([tried(0), tried(1), tried(2, { isRight: true })])).toEqual([]))
  test('three at different awards are the person’s alone', () =>
    expect(kinds(times(3, (index) => tried(index, { payable: `p${index}` })))).toEqual(['voucher-series/person/chen']))
  test('three by different people are the award’s alone', () =>
    expect(kinds(times(3, (index) => tried(index, { by: person(`one-${index}`) })))).toEqual([
      'voucher-series/award/p',
    ]))
  test('three in the middle of many that are far apart are found', () =>
    expect(kinds([tried(0), tried(500), tried(510), tried(520), tried(900)])).toEqual(BOTH))
  test('what was held up for it is urgent, though the five were days apart', () => {
    const freeze = { award: 'a', number: 'n', payable: 'p', seq: 1, cause: 'vouchers', at: at(99), by: null } as const
    const five = times(5, (index) => tried(index * 1440))
    expect(voucherSeries(five, [{ ...freeze, isHeld: true }])[0]).toMatchObject({
      alarm: 'voucher-series/award/p',
      gravity: 'urgent',
      why: { wrong: 5, isFrozen: true },
    })
    expect(voucherSeries(five, [{ ...freeze, isHeld: false }])[0]).toMatchObject({ gravity: 'soon' })
  })
})

describe('what stands by itself', () => {
  const freeze: FreezeFacts = {
    award: 'a',
    number: 'n',
    payable: 'p',
    seq: 2,
    cause: 'audit',
    at: at(1),
    by: chen,
    isHeld: true,
  }
  test('each disputed claim is urgent', () =>
    expect(
      disputed([{ award: 'a', number: 'n', payable: 'p', claimSeq: 1, at: at(1), isHeld: false }])[0],
    ).toMatchObject({
      alarm: 'disputed/p/1',
      gravity: 'urgent',
      why: { isFrozen: false },
    }))
  test('a report of a signature is, a payment that an auditor held up is not', () => {
    expect(badSignature([freeze])).toEqual([])
    expect(badSignature([{ ...freeze, cause: 'signature' }])[0]).toMatchObject({ alarm: 'bad-signature/p/2' })
  })
  test('the newest comparison of the books raises an alarm when it found something', () => {
    const books = { seq: 4, differences: 2, digest: 'ff', since: at(3) }
    expect(booksDiffer(books, [])[0]).toMatchObject({ alarm: 'books-differ/ff', why: { differences: 2 } })
    expect(booksDiffer({ ...books, differences: 0 }, [])).toEqual([])
    expect(booksDiffer(null, [])).toEqual([])
    expect(booksDiffer(null, [{ ...freeze, cause: 'books' }])).toHaveLength(1)
  })
})

describe('a check that is too quick', () => {
  const run = (seconds: number, hour = 0, facts: Partial<RunFacts> = {}): RunFacts => {
    made += 1
    const checkedAt = new Date(at(hour).getTime() + seconds * 1000)
    return {
      run: { run: `run-${made}`, number: 'n' },
      madeBy: chen,
      madeAt: at(hour),
      checkedBy: he,
      checkedAt,
      ...facts,
    }
  }
  test('twice is chance, three times under a minute is not, at a minute it is none', () => {
    expect(quickCheck([run(5), run(59)])).toEqual([])
    expect(quickCheck([run(30), run(59), run(60)])).toEqual([])
    const [alarm] = quickCheck([run(30), run(59.9, 2), run(12, 1)])
    expect(alarm).toMatchObject({ why: { kind: 'quick-check', count: 3, seconds: 12 } })
    expect(alarm?.since).toBe(new Date(at(2).getTime() + 59_900).toISOString())
    expect(alarm?.people.map(({ login }) => login)).toEqual(['he', 'chen'])
  })
  test('is one person’s', () => expect(quickCheck([run(1), run(1), run(1, 0, { checkedBy: qiu })])).toEqual([]))
})

test('all together: the graver come first, and each has a name of its own', () => {
  const facts: AlarmFacts = {
    awards: times(8, () => award({ caseId: 'one', fen: yuan(49_000), actedAt: at(3) })),
    claims: [],
    accounts: [],
    tries: [],
    freezes: [],
    disputes: [{ award: 'a', number: 'n', payable: 'p', claimSeq: 1, at: at(1), isHeld: true }],
    runs: [],
    books: { seq: 1, differences: 1, digest: 'ff', since: at(1) },
  }
  const alarms = allAlarms(facts)
  const gravities = alarms.map(({ gravity }) => GRAVITIES.indexOf(gravity))
  expect(gravities).toEqual(gravities.toSorted((one, other) => one - other))
  expect(alarms[0]?.why.kind).toBe('disputed')
  expect(new Set(alarms.map(({ alarm }) => alarm)).size).toBe(alarms.length)
  expect(new Set(alarms.map(({ why }) => why.kind))).toEqual(
    new Set(['disputed', 'books-differ', 'many-rewarded', 'accepted-shortly', 'under-limit', 'split', 'same-pair']),
  )
  expect(allAlarms({ ...facts, awards: [], disputes: [], books: null })).toEqual([])
})
