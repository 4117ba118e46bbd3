import type { AwardStep } from '#contract/rewards/chain.ts'
import type { Denial, ParticipantKind } from '#contract/rewards/content.ts'
import type { Condition } from '#contract/rewards/rule-set.ts'
import { PAID_AWARDS } from './awards-paid.ts'

/**
 * Awards of the demo, in every state that somebody who looks around wants to see. People are logins, times hours before the
 * demo was founded. What is assessed follows from the outcomes of the case, so no amount stands here that rules give.
 */
export type DemoStepOfAward = {
  step: Exclude<AwardStep, 'propose'>
  by: string
  hoursAgo: number
  /** Sealed; of a return. */
  reason?: string
}
type EveryAward = {
  /** Of a demo case. */
  case: string
  by: string
  hoursAgo: number
  /** What else is said for it; sealed. */
  other: string
  steps: readonly DemoStepOfAward[]
}
export type DemoTipAward = EveryAward & {
  fund: 'tips'
  /** Of a demo tip. */
  tip: string
  denial: Denial | null
  /** Why each condition is met or not; sealed. */
  conditions: Readonly<Record<Condition, { met: boolean; why: string }>>
  /** What people decide where the rules leave it to them: whole yuan by row, and why, which is sealed. */
  decisions: Readonly<Record<string, { yuan: number; why: string }>>
  /** Why the tip has this part in the case; sealed. */
  share: string
}
export type DemoStrikeAward = EveryAward & {
  fund: 'strikes'
  participants: readonly DemoParticipant[]
}
/** `part`, `phone`: sealed. `login`: whose account it is. */
type DemoParticipant = {
  kind: ParticipantKind
  name: string
  unit?: string
  login?: string
  phone?: string
  yuan: number
  part: string
}
export type DemoAward = DemoTipAward | DemoStrikeAward

const met = (why: string): { met: boolean; why: string } => ({ met: true, why })
/** Reasons that are much the same in plain cases. */
const PLAIN = {
  jurisdiction: met('案发地在本辖区，由本单位立案。'),
  'not-excluded': met('举报人匿名，经对话了解，不属于规则列明不予奖励的人员。'),
} as const

const TIP_AWARDS: readonly DemoTipAward[] = [
  {
    fund: 'tips',
    case: 'plants',
    tip: 'plants-on-the-hill',
    by: 'gao.shanyuan',
    hoursAgo: 900,
    denial: null,
    conditions: {
      ...PLAIN,
      'unknown-before': met('查询警情和既有线索，举报前没有这块地的任何记录。'),
      verified: met('踏查、称量、丈量、检验结果与举报一致，种植人供认。'),
      concrete: met('举报写明山沟位置和遮挡情况，可以直接找到。'),
    },
    decisions: {},
    share: '本案由这条线索直接引出，没有其他来源。',
    other: '',
    steps: [
      { step: 'review', by: 'zheng.qiwen', hoursAgo: 720 },
      { step: 'approve', by: 'he.simin', hoursAgo: 560 },
      { step: 'fund', by: 'xing.ruogu', hoursAgo: 400 },
    ],
  },
  {
    fund: 'tips',
    case: 'villa',
    tip: 'villa',
    by: 'fu.zhiyuan',
    hoursAgo: 780,
    denial: null,
    conditions: {
      ...PLAIN,
      'unknown-before': met('举报前该小区没有相关警情，租住登记也没有异常。'),
      verified: met('检查时当场查获吸毒人员七名，尿检均为阳性。'),
      concrete: met('举报写明楼号、人数和聚集规律。'),
    },
    decisions: {
      gathering: {
        yuan: 8000,
        why: '一次查获七人，聚集时间长、社会影响较大，举报提供了准确楼号，按幅度中间偏下确定。',
      },
    },
    share: '检查的时间和地点都依据这条线索确定。',
    other: '',
    steps: [
      { step: 'review', by: 'zheng.qiwen', hoursAgo: 520 },
      { step: 'approve', by: 'qiu.wanning', hoursAgo: 310 },
    ],
  },
  {
    fund: 'tips',
    case: 'forum',
    tip: 'expat-forum',
    by: 'wang.liheng',
    hoursAgo: 430,
    denial: 'condition',
    conditions: {
      ...PLAIN,
      'unknown-before': {
        met: false,
        why: '举报前两周，支队已在另案侦查中掌握该卖家账号并开展经营，有登记在案的侦查日志可查。',
      },
      verified: met('交易时当场抓获，住处查获大麻叶。'),
      concrete: met('举报写明账号、暗语和见面地点。'),
    },
    decisions: {},
    share: '线索印证了已掌握的情况，没有提供新的侦查方向。',
    other: '已通过查询码向举报人说明并致谢。',
    steps: [
      { step: 'review', by: 'zheng.qiwen', hoursAgo: 360 },
      { step: 'approve', by: 'he.simin', hoursAgo: 290 },
    ],
  },
  {
    fund: 'tips',
    case: 'poppy-terrace',
    tip: 'poppies-above-the-reservoir',
    by: 'mai.haisheng',
    hoursAgo: 320,
    denial: null,
    conditions: {
      ...PLAIN,
      'unknown-before': met('举报前巡山记录没有发现该地块，无人机踏查也未覆盖。'),
      verified: met('现场丈量、清点、取样送检，结果与举报一致。'),
      concrete: met('举报写明位置、种植人特征和活动规律。'),
    },
    decisions: {},
    share: '本案由这条线索直接引出。',
    other: '',
    steps: [{ step: 'review', by: 'zheng.qiwen', hoursAgo: 170 }],
  },
  {
    fund: 'tips',
    case: 'party-boat',
    tip: 'boat-with-the-blue-lights',
    by: 'fu.zhiyuan',
    hoursAgo: 260,
    denial: null,
    conditions: {
      ...PLAIN,
      'unknown-before': met('举报前没有该游艇的警情。'),
      verified: met('返航检查时查获吸毒人员四名，尿检均为阳性。'),
      concrete: met('举报写明船的特征和出航规律。'),
    },
    decisions: { gathering: { yuan: 12_000, why: '查获四人。' } },
    share: '检查依据这条线索确定时间。',
    other: '',
    steps: [
      {
        step: 'return',
        by: 'zheng.qiwen',
        hoursAgo: 120,
        reason:
          '聚众吸毒一项按一万二千元提出，理由只写了人数。请对照上次七人一案的八千元，说明为什么高于该案，或者调整金额后重新提出。',
      },
    ],
  },
  {
    fund: 'tips',
    case: 'barber',
    tip: 'barber-at-the-port',
    by: 'wu.qingyan',
    hoursAgo: 70,
    denial: null,
    conditions: {
      ...PLAIN,
      'unknown-before': met('举报前派出所没有该店的警情和线索。'),
      verified: met('检查时抓获两人，查获吸毒人员三名。'),
      concrete: met('举报写明店名、藏放方式和来人规律。'),
    },
    decisions: {},
    share: '本案由这条线索直接引出，蹲守时间也依据举报确定。',
    other: '海洛因的称量笔录尚待复核，复核后如有变化，将提出新的版本。',
    steps: [],
  },
]

const STRIKE_AWARDS: readonly DemoStrikeAward[] = [
  {
    fund: 'strikes',
    case: 'e-cigarette-ring',
    by: 'lin.yue',
    hoursAgo: 1500,
    other: '部级目标案件，参照上级通报的表彰意见提出。',
    participants: [
      {
        kind: 'unit',
        name: '吉阳分局禁毒大队',
        yuan: 20_000,
        part: '承担落地查控和收网抓捕，抓获犯罪嫌疑人九名。',
      },
      {
        kind: 'officer',
        name: '王立衡',
        unit: '三亚市公安局禁毒支队',
        login: 'wang.liheng',
        phone: '13900000061',
        yuan: 6000,
        part: '梳理寄递数据，查明上下线关系，连续蹲守十一天。',
      },
      {
        kind: 'grid-worker',
        name: '吉小岚',
        unit: '吉阳区网格服务中心',
        phone: '13900000062',
        yuan: 3000,
        part: '发现出租房内异常寄递并持续观察，为锁定窝点提供依据。',
      },
    ],
    steps: [
      { step: 'review', by: 'zheng.qiwen', hoursAgo: 1380 },
      { step: 'approve', by: 'he.simin', hoursAgo: 1300 },
      { step: 'fund', by: 'xing.ruogu', hoursAgo: 1200 },
    ],
  },
  {
    fund: 'strikes',
    case: 'factory-in-the-hills',
    by: 'wang.liheng',
    hoursAgo: 240,
    other: '省级目标案件，收网时有持枪拒捕情形。',
    participants: [
      {
        kind: 'unit',
        name: '育才派出所',
        yuan: 30_000,
        part: '长期外围守候，收网当日封控进山道路。',
      },
      {
        kind: 'unit',
        name: '三亚市公安局特警支队突击一队',
        yuan: 40_000,
        part: '负责突入抓捕，制服持枪人员，无人员伤亡。',
      },
      {
        kind: 'other',
        name: '符阿海',
        unit: '雅亮村护林队',
        phone: '13900000063',
        yuan: 12_000,
        part: '带路进山，辨认烟雾和废水排放点。',
      },
    ],
    steps: [
      { step: 'review', by: 'zheng.qiwen', hoursAgo: 150 },
      { step: 'approve', by: 'he.simin', hoursAgo: 48 },
    ],
  },
]

/** In the order in which they were put forward, which is that of their numbers. */
export const DEMO_AWARDS: readonly DemoAward[] = [...TIP_AWARDS, ...PAID_AWARDS, ...STRIKE_AWARDS].toSorted(
  (one, other) => other.hoursAgo - one.hoursAgo,
)
