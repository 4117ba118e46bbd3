/** Names that stand in rule sets, assessments and awards. They are apart so that a page which only shows an award carries no parser of rule sets. */

/** What a row measures. `assess.ts` says which findings feed which measure. */
export const RULE_MEASURES = [
  'drugs-equivalent', // 缴获毒品，折算后合计（克）
  'drugs-weight', // 缴获毒品，实际重量（克）
  'precursors-equivalent', // 易制毒化学品，折算后合计（千克）
  'precursors-weight', // 易制毒化学品，实际重量（千克）
  'seeds', // 毒品原植物种子、幼苗（数量较大标准的倍数）
  'growing-area', // 种植面积（亩）
  'growers', // 抓获种植人员（名）
  'arrests', // 抓获犯罪嫌疑人（名）
  'users', // 查获吸毒人员，未强制隔离戒毒（名）
  'users-compulsory', // 查获吸毒人员，强制隔离戒毒（名）
  'gathering', // 聚众吸毒（每起人数）
  'drivers', // 毒驾（名）
  'sites', // 制毒工厂、窝点（个）
  'venues-closed', // 涉毒场所被取缔、停业整顿（家）
  'parcels', // 截获涉毒寄递（件）
  'vehicles', // 查扣车辆（辆）
  'firearms', // 缴获枪支（支）
  'ammunition', // 缴获弹药（发）
  'money', // 查扣毒资（元）
  'manufacture-lead', // 其他线索破获制毒案件（起），由人提出
  'wanted', // 通缉、在逃人员（名），由人提出
  'special', // 特殊贡献，由人提出
] as const
export type RuleMeasure = (typeof RULE_MEASURES)[number]

/** Whether a bracket includes its lower or its upper bound 以上、以下是否含本数. */
export const BOUNDS = ['lower-included', 'upper-included'] as const
export type Bounds = (typeof BOUNDS)[number]

/** How a reporter shows at collecting that the reward is theirs. */
export const CLAIMS = ['code', 'identity'] as const

/** The conditions of a reward, each answered by a person with a reason. */
export const CONDITIONS = ['jurisdiction', 'unknown-before', 'verified', 'concrete', 'not-excluded'] as const
export type Condition = (typeof CONDITIONS)[number]

/** How an amount came about. Where it is a person's: `decided`, with what the rule allows. */
export const REASONS = ['fixed', 'per-unit', 'base-plus', 'percent', 'decided', 'undecided', 'none'] as const

/** What takes away from the sum: another row is higher, others share the case, a cap is reached. `fen` is what is taken away. */
export const ADJUSTMENTS = ['stacking', 'share', 'later', 'cap-report', 'cap-case', 'cap-year'] as const

/** Why nothing is paid, where it is not a condition that is not met. */
export const DENIALS = ['condition', 'accepted-too-late', 'not-first', 'nothing-in-the-rules'] as const
export type Denial = (typeof DENIALS)[number]
