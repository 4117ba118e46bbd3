import type { DemoCase } from './cases.ts'

/** Cases whose rewards are on their way: one that was cracked three weeks ago, one two. */
export const REWARD_CASES: readonly DemoCase[] = [
  {
    key: 'poppy-terrace',
    desk: 'yazhou',
    name: '非法种植毒品原植物案',
    level: 'ordinary',
    category: 'growing',
    isFiled: true,
    officers: ['mai.haisheng'],
    steps: [
      ['opened', 690],
      ['first-action', 452],
      ['cracked', 448],
    ],
    account:
      '举报反映梯田深处有人种植罂粟并另育幼苗。经踏勘属实，现场丈量面积、清点幼苗后全部铲除，种植人当场抓获，对种植数量供认不讳。',
    links: [{ tip: 'poppies-above-the-reservoir', as: 'origin', hoursAgo: 689, why: '种植地点和育苗棚均由举报指明。' }],
    outcomes: [
      { kind: 'growing', hoursAgo: 448, confirmedBy: 'chen.haiming', weight: '0.42', unit: 'mu', record: 141 },
      {
        kind: 'seeds',
        hoursAgo: 448,
        confirmedBy: 'chen.haiming',
        substance: 'poppy-seedlings',
        weight: '5600',
        unit: 'plants',
        record: 142,
      },
      { kind: 'growers', hoursAgo: 448, confirmedBy: 'chen.haiming', count: 1 },
    ],
  },
  {
    key: 'party-boat',
    desk: 'haitang',
    name: '游艇聚众吸毒案',
    level: 'ordinary',
    category: 'gathering',
    isFiled: true,
    officers: ['fu.zhiyuan'],
    steps: [
      ['opened', 590],
      ['first-action', 318],
      ['cracked', 316],
    ],
    account:
      '举报反映一艘租赁游艇多次夜航聚众吸毒。返航靠岸时检查，查获吸毒人员四名，其中一人驾车离开码头时被查获毒驾。',
    links: [{ tip: 'boat-with-the-blue-lights', as: 'origin', hoursAgo: 589, why: '船名、出航规律由举报提供。' }],
    outcomes: [
      { kind: 'gathering', hoursAgo: 316, confirmedBy: 'chen.haiming', count: 4 },
      { kind: 'users', hoursAgo: 316, confirmedBy: 'chen.haiming', count: 4, measure: 'detention' },
      { kind: 'drivers', hoursAgo: 316, confirmedBy: 'chen.haiming', count: 1 },
      {
        kind: 'seizure',
        hoursAgo: 316,
        confirmedBy: 'chen.haiming',
        substance: 'ketamine',
        weight: '128.6',
        unit: 'g',
        record: 151,
      },
    ],
  },
]
