import type { Category } from '#contract/categories.ts'
import type { District } from '#contract/places.ts'
import type { DeskKind, Role } from '#contract/roles.ts'

/** The desks and people of the demo. Invented; who has the same name has it by accident. */

export type DeskKey =
  | 'city'
  | 'haitang'
  | 'jiyang'
  | 'tianya'
  | 'yazhou'
  | 'yucai'
  | 'hotline'
  | 'rewards'
  | 'finance'
  | 'audit'
  | 'administration'

export type DemoDesk = {
  key: DeskKey
  nameZh: string
  nameEn: string
  kind: DeskKind
  districts: readonly District[]
  categories: readonly Category[]
}

export type DemoPerson = { login: string; nameZh: string; works: readonly { desk: DeskKey; role: Role }[] }

const NOWHERE = { districts: [], categories: [] } as const

/** In the order of their positions: the first takes what no other desk does. */
export const DEMO_DESKS: readonly DemoDesk[] = [
  {
    key: 'city',
    nameZh: '三亚市公安局禁毒支队',
    nameEn: 'Sanya drug squad',
    kind: 'investigation',
    districts: ['unsure'],
    categories: ['transport', 'manufacture', 'precursors', 'online', 'new-substances', 'assets'],
  },
  {
    key: 'haitang',
    nameZh: '海棠分局禁毒大队',
    nameEn: 'Haitang drug team',
    kind: 'investigation',
    districts: ['haitang'],
    categories: [],
  },
  {
    key: 'jiyang',
    nameZh: '吉阳分局禁毒大队',
    nameEn: 'Jiyang drug team',
    kind: 'investigation',
    districts: ['jiyang'],
    categories: [],
  },
  {
    key: 'tianya',
    nameZh: '天涯分局禁毒大队',
    nameEn: 'Tianya drug team',
    kind: 'investigation',
    districts: ['tianya'],
    categories: [],
  },
  {
    key: 'yazhou',
    nameZh: '崖州分局禁毒大队',
    nameEn: 'Yazhou drug team',
    kind: 'investigation',
    districts: ['yazhou'],
    categories: [],
  },
  {
    key: 'yucai',
    nameZh: '育才派出所禁毒中队',
    nameEn: 'Yucai police station, drug unit',
    kind: 'investigation',
    districts: ['yucai'],
    categories: [],
  },
  { key: 'hotline', nameZh: '禁毒举报热线', nameEn: 'Drug tip hotline', kind: 'hotline', ...NOWHERE },
  { key: 'rewards', nameZh: '举报奖励办公室', nameEn: 'Reward office', kind: 'rewards', ...NOWHERE },
  { key: 'finance', nameZh: '财务科', nameEn: 'Finance', kind: 'finance', ...NOWHERE },
  { key: 'audit', nameZh: '审计监察室', nameEn: 'Audit and supervision', kind: 'audit', ...NOWHERE },
  {
    key: 'administration',
    nameZh: '系统管理',
    nameEn: 'System administration',
    kind: 'administration',
    ...NOWHERE,
  },
]

/**
 * The first is the founder: lead of the city squad, and of every desk until that has a lead of its own. The audit desk has one, and
 * the founder left it: who leads the desks that are looked at leads none that looks.
 */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    login: 'chen.haiming',
    nameZh: '陈海明',
    works: DEMO_DESKS.filter(({ kind }) => kind !== 'audit').map(({ key }) => ({ desk: key, role: 'lead' })),
  },
  { login: 'lin.yue', nameZh: '林越', works: [{ desk: 'city', role: 'investigator' }] },
  { login: 'wang.liheng', nameZh: '王立衡', works: [{ desk: 'city', role: 'investigator' }] },
  { login: 'fu.zhiyuan', nameZh: '符志远', works: [{ desk: 'haitang', role: 'lead' }] },
  { login: 'huang.mingke', nameZh: '黄明珂', works: [{ desk: 'jiyang', role: 'lead' }] },
  { login: 'su.ting', nameZh: '苏婷', works: [{ desk: 'jiyang', role: 'investigator' }] },
  { login: 'wu.qingyan', nameZh: '吴清岩', works: [{ desk: 'tianya', role: 'lead' }] },
  // Yucai is a small station: its investigator belongs to Tianya's team too.
  {
    login: 'gao.shanyuan',
    nameZh: '高山远',
    works: [
      { desk: 'yucai', role: 'investigator' },
      { desk: 'tianya', role: 'investigator' },
    ],
  },
  { login: 'mai.haisheng', nameZh: '麦海生', works: [{ desk: 'yazhou', role: 'investigator' }] },
  { login: 'zhou.xiaolan', nameZh: '周晓岚', works: [{ desk: 'hotline', role: 'operator' }] },
  { login: 'zheng.qiwen', nameZh: '郑启文', works: [{ desk: 'rewards', role: 'reviewer' }] },
  { login: 'he.simin', nameZh: '何思敏', works: [{ desk: 'rewards', role: 'approver' }] },
  { login: 'qiu.wanning', nameZh: '邱婉宁', works: [{ desk: 'rewards', role: 'approver' }] },
  { login: 'xu.jing', nameZh: '许静', works: [{ desk: 'finance', role: 'cashier' }] },
  { login: 'xing.ruogu', nameZh: '邢若谷', works: [{ desk: 'finance', role: 'checker' }] },
  { login: 'tan.mingzhu', nameZh: '覃明竹', works: [{ desk: 'audit', role: 'lead' }] },
  { login: 'fang.yicheng', nameZh: '方亦诚', works: [{ desk: 'audit', role: 'auditor' }] },
  { login: 'pan.lei', nameZh: '潘磊', works: [{ desk: 'administration', role: 'system-admin' }] },
  { login: 'luo.yiming', nameZh: '罗一鸣', works: [{ desk: 'administration', role: 'security-admin' }] },
]
