import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assess } from '#contract/rewards/assess.ts'
import type { Finding } from '#contract/rewards/assessment.ts'
import { ruleSet } from '#contract/rewards/rule-set.ts'
import { bracketWords } from '../../../../web/office/src/rewards/bracket-words.ts'
import { lineWords, paidLinesWords, spokenLine } from '../../../../web/office/src/rewards/line-words.ts'
import { openWords, percentOf, takenWords, unpaidWords } from '../../../../web/office/src/rewards/rest-words.ts'
import { facts, line, part, row, rules } from './made.ts'
import { speechIn } from './speech.ts'

const [zh, en] = [speechIn('zh'), speechIn('en')]
const ketamineAndHeroin = line(
  { kind: 'fixed', fen: '100000' },
  {
    quantity: '90',
    bracket: { from: '50', to: '500', pay: { kind: 'fixed', fen: '100000' } },
    parts: [
      part({ substance: 'ketamine', quantity: '600', factor: '0.1', equals: '60' }),
      part({ substance: 'heroin', quantity: '30', factor: '1', equals: '30' }),
    ],
  },
)

test('a seizure of two drugs is told as it was counted: each converted, then added, then put in its bracket', () => {
  const said = lineWords(zh, rules(), ketamineAndHeroin)
  expect(said.measured).toEqual(['氯胺酮 600 克 × 0.1 = 60 克海洛因当量', '海洛因 30 克', '合计 90 克海洛因当量'])
  expect(said.bracket).toBe('90 克，属于“50 克（含）至 500 克（不含）”这一档。')
  expect(said.how).toBe('这一档为定额，奖励 1,000 元。')
  expect(said.amount).toBe('1,000 元')
  expect(said.certainty.mark).toBe('条文所见')
})

test('the whole line can be read aloud, in both languages', () => {
  expect(spokenLine(lineWords(zh, rules(), ketamineAndHeroin), zh)).toBe(
    '缴获毒品。查获情况：氯胺酮 600 克 × 0.1 = 60 克海洛因当量；海洛因 30 克；合计 90 克海洛因当量。' +
      '90 克，属于“50 克（含）至 500 克（不含）”这一档。这一档为定额，奖励 1,000 元。',
  )
  expect(spokenLine(lineWords(en, rules(), ketamineAndHeroin), en)).toBe(
    'Drugs seized. Found: Ketamine: 600 g × 0.1 = 60 g heroin equivalent; Heroin: 30 g; 90 g heroin equivalent in all. ' +
      '90 g lies in the bracket “50 g (included) to 500 g (not included)”. The bracket pays a fixed ¥1,000.',
  )
})

test('a factor without an end is not written with an equals sign', () => {
  const cannabis = part({ substance: 'cannabis-leaf', quantity: '40000', factor: '1/3000', equals: '13.333333' })
  const said = lineWords(
    zh,
    rules(),
    line({ kind: 'fixed', fen: '50000' }, { quantity: '13.333333', parts: [cannabis] }),
  )
  expect(said.measured).toEqual(['大麻叶及大麻烟 40,000 克 × 1/3000 ≈ 13.333333 克海洛因当量'])
})

test.each([
  ['0', '10', 'lower-included', '不满 10 克（不含本数）'],
  ['0', '10', 'upper-included', '10 克以下（含本数）'],
  ['10', '50', 'lower-included', '10 克（含）至 50 克（不含）'],
  ['10', '50', 'upper-included', '10 克（不含）至 50 克（含）'],
  ['100000', null, 'lower-included', '100,000 克以上（含本数）'],
  ['100000', null, 'upper-included', '超过 100,000 克（不含本数）'],
  ['0', null, 'lower-included', null],
] as const)('a bracket from %s to %s, %s, is %s', (from, to, bounds, words) => {
  expect(bracketWords(zh, 'drugs-equivalent', { from, to }, bounds)).toBe(words)
})

test.each([
  [
    '每名 500 元',
    line(
      { kind: 'per-unit', fen: '50000', isProportional: false, capFen: null },
      { measure: 'drivers', quantity: '3', how: 'per-unit', fen: '150000' },
    ),
    '每名 500 元，按 3 名计（不足一个单位的不计），奖励 1,500 元。',
    '¥500 for each whole person; 3 people count, which is ¥1,500.',
  ],
  [
    'per kilogram, in whole kilograms, under a cap',
    line(
      { kind: 'per-unit', fen: '100000', isProportional: false, capFen: '200000' },
      { measure: 'precursors-equivalent', quantity: '2.75', how: 'per-unit', fen: '200000' },
    ),
    '每千克 1,000 元，按 2 千克计（不足一个单位的不计），奖励 2,000 元。这一项最高 2,000 元。',
    '¥1,000 for each whole kilogram; 2 kg count, which is ¥2,000. This row pays at most ¥2,000.',
  ],
  [
    'base plus further',
    line(
      { kind: 'base-plus', baseUnits: '5', baseFen: '300000', fen: '80000', capFen: '500000' },
      { measure: 'users', quantity: '7', how: 'base-plus', fen: '460000' },
    ),
    '5 名以内计 3,000 元；超出的 2 名，每名 800 元；奖励 4,600 元。这一项最高 5,000 元。',
    'The first 5 people: ¥3,000; the further 2 people: ¥800 for each person; together ¥4,600. This row pays at most ¥5,000.',
  ],
  [
    'percent of money',
    line(
      { kind: 'percent', percent: '5', capFen: null },
      { measure: 'money', quantity: '12500.5', how: 'percent', fen: '62502' },
    ),
    '按查扣金额的 5% 计，奖励 625.02 元。',
    '5% of the money seized, which is ¥625.02.',
  ],
  [
    'a range that was decided',
    line(
      { kind: 'range', minFen: '2000000', maxFen: '20000000', each: true },
      { measure: 'sites', quantity: '2', how: 'decided', minFen: '4000000', maxFen: '40000000', fen: '5000000' },
    ),
    '规则规定由人决定（40,000 元至 400,000 元）；经办人决定 50,000 元，并另行写明理由。这个幅度为每处的幅度乘以 2 处。',
    'The rule leaves it to people (¥40,000 to ¥400,000); ¥50,000 was decided, with a written reason. The range is that for each site times 2 sites.',
  ],
  [
    'a range that nobody decided yet',
    line(
      { kind: 'range', minFen: '20000000', maxFen: null, each: false },
      { how: 'undecided', minFen: '20000000', fen: '20000000' },
    ),
    '规则规定由人决定（不少于 200,000 元），尚未决定；暂按最低的 200,000 元列出。',
    'The rule leaves it to people (at least ¥200,000). It is not decided yet; the least, ¥200,000, stands here.',
  ],
])('how it came about: %s', (_, said, zhWords, enWords) => {
  expect(lineWords(zh, rules(), said).how).toBe(zhWords)
  expect(lineWords(en, rules(), said).how).toBe(enWords)
})

test('seeds are found as plants or grams, and counted in thresholds', () => {
  const seeds = line({ kind: 'fixed', fen: '100000' }, { measure: 'seeds', quantity: '1.2' })
  const said = lineWords(zh, rules(), {
    ...seeds,
    parts: [part({ quantity: '6000', factor: '1/5000', equals: '1.2' })],
  })
  expect(said.measured[0]).toContain('× 1/5000 = 1.2 倍')
})

test('what is taken away says why, and of what', () => {
  const taken = (because: Parameters<typeof takenWords>[2]['because'], limit: string) =>
    takenWords(zh, facts({ takenFen: { case: '2000000', year: '0' } }), {
      kind: 'taken',
      because,
      limit,
      fen: '40000',
      source: null,
    })
  expect(taken('share', '6000')).toMatchObject({ title: '本线索的贡献为 60%', amount: '400 元' })
  expect(taken('cap-report', '30000000').title).toBe('单件举报奖励上限 300,000 元')
  expect(taken('cap-case', '5000000').why).toContain('已占用 20,000 元')
})

test.each([
  [10_000, '100%'],
  [6000, '60%'],
  [3333, '33.33%'],
  [50, '0.5%'],
  [1, '0.01%'],
])('%i ten-thousandths are %s', (share, percent) => expect(percentOf(share)).toBe(percent))

test('a row that pays nothing says why: what it lacks, where it was counted, where it begins', () => {
  const set = rules([
    row('gathering', { zh: '聚众吸毒', replaces: ['users'] }),
    row('users', { zh: '查获吸毒人员', measure: 'users' }),
    row('precursors', {
      measure: 'precursors-equivalent',
      brackets: [
        { from: '0', to: '5', pay: { kind: 'none' } },
        { from: '5', to: null, pay: { kind: 'fixed', fen: '1' } },
      ],
    }),
  ])
  const of = (id: string, because: Parameters<typeof unpaidWords>[2]['because']): string =>
    unpaidWords(zh, set, { row: id, zh: '', en: '', because, precondition: 'suspect-caught' }).why
  expect(of('users', 'counted-elsewhere')).toBe('所涉人员已经在“聚众吸毒”中计算，不重复奖励。')
  expect(of('users', 'precondition')).toBe('这一项的前提是“犯罪嫌疑人已抓获”，本案不符合。')
  expect(of('precursors', 'below')).toBe('没有达到这一项的起点：5 千克以上（含本数）。')
})

test('an open point says what to do, and of which row', () => {
  const made = { rules: 'TEST-1', lines: [ketamineAndHeroin], unpaid: [], open: [], totalFen: '0' }
  expect(openWords(zh, rules(), made, { kind: 'amount', line: 'drugs', minFen: '100', maxFen: '200' })).toBe(
    '“缴获毒品”：请决定金额（1 元至 2 元），并写明理由。',
  )
  const etomidate = { kind: 'no-factor', line: 'drugs:no-factor', finding: '', substance: 'etomidate' } as const
  expect(openWords(en, rules(), made, etomidate)).toContain('no factor for “Etomidate and its analogues”')
})

test('people that another row has counted are named, and so is that row', () => {
  const set = rules([row('gathering', { zh: '聚众吸毒' }), row('users', { measure: 'users' })])
  const users = line(
    { kind: 'per-unit', fen: '50000', isProportional: false, capFen: null },
    { measure: 'users', quantity: '1', how: 'per-unit', elsewhere: [{ row: 'gathering', quantity: '3' }] },
  )
  const said = lineWords(zh, set, { ...users, parts: [part({ quantity: '4', equals: '4' })] })
  expect(said.measured).toEqual(['查获吸毒人员 4 名', '其中 3 名已在“聚众吸毒”中计算', '合计 1 名'])
})

const shipped = ['sy-default-1', 'ranges-1'].flatMap((name) => {
  const file = new URL(`../../../../db/rule-sets/${name}.json`, import.meta.url)
  return existsSync(file) ? [ruleSet.parse(JSON.parse(readFileSync(file, 'utf8')))] : []
})
const found = (kind: Finding['kind'], more: Partial<Finding>, place: number): Finding => ({
  id: `00000000-0000-4000-8000-00000000000${place}`,
  kind,
  substance: null,
  weight: null,
  unit: null,
  count: null,
  measure: null,
  moneyFen: null,
  ...more,
})
const MANY: Finding[] = [
  found('seizure', { substance: 'ketamine', weight: '600', unit: 'g' }, 0),
  found('seizure', { substance: 'heroin', weight: '0.03', unit: 'kg' }, 1),
  found('seizure', { substance: 'etomidate', weight: '12', unit: 'g' }, 2),
  found('precursors', { substance: 'acetone', weight: '900', unit: 'kg' }, 3),
  found('users', { count: 4, measure: 'compulsory' }, 4),
  found('gathering', { count: 3 }, 5),
  found('site', { count: 1 }, 6),
  found('drivers', { count: 1 }, 7),
  found('seeds', { substance: 'poppy-seedlings', weight: '6000', unit: 'plants' }, 8),
  found('growing', { weight: '1.5', unit: 'mu' }, 9),
]

test.each(shipped.flatMap((set) => [zh, en].map((said) => [set.code, said.language, set, said] as const)))(
  'every line that %s gives can be said in %s, and so can what is open',
  (_, __, set, said) => {
    const all = facts({ findings: MANY, share: 6000 })
    const made = assess(set, all)
    expect(made.lines.length).toBeGreaterThan(2)
    const words = [
      ...paidLinesWords(said, set, made).map((one) => spokenLine(one, said)),
      ...made.lines.flatMap((one) => (one.kind === 'taken' ? [takenWords(said, all, one).why] : [])),
      ...made.unpaid.map((one) => unpaidWords(said, set, one).why),
      ...made.open.map((one) => openWords(said, set, made, one)),
    ]
    for (const one of words) expect(one).not.toMatch(/undefined|null|NaN|\{|no-factor/)
  },
)

test('by the default set, ketamine and heroin come to the bracket of the worked example', () => {
  const [set] = shipped
  const made = set && assess(set, facts({ findings: MANY.slice(0, 2) }))
  expect(made && set && paidLinesWords(zh, set, made)[0]).toMatchObject({
    measured: expect.arrayContaining(['合计 90 克海洛因当量']) as string[],
    amount: '1,000 元',
  })
})
