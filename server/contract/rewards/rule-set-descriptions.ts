/** What each field of a rule set means, by its name or by the end of its path where names repeat. For the published schema. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  format: '本格式的名称和版本。Name and version of this format.',
  code: '规则编号，如 SY-2026-1。What the office calls the set.',
  zh: '中文名称或者文字。Name or text in Chinese.',
  en: '英文名称或者文字。Name or text in English.',
  isOfficial: '是否为本地现行规定的正式文本；否则为演示或者示例。Whether this is the text of the city itself.',
  source: '依据：文件名称、文号、条款。Where it comes from: document, number, article.',
  certainty:
    '依据的可靠程度：seen 条文所见，elsewhere 外地条文，second-hand 转引，default 系统默认。How sure it is: words seen, rule of another place, second hand, default of the product.',
  bounds:
    '区间含下限还是含上限（以上、以下是否含本数）。Whether a bracket includes its lower or its upper bound; for a row, null is as the whole set says.',
  stacking:
    '多项奖励：cumulative 累加，highest 只取最高一项，one-per-case 一案一奖。Whether items add up, only the highest counts, or a case is rewarded once.',
  claim: '领奖方式：code 凭查询码，identity 核验身份。How reporters show that the reward is theirs.',
  caps: '封顶金额；null 为不封顶。Caps; null is none.',
  report: '每件举报封顶。Per report.',
  case: '每起案件封顶。Per case.',
  year: '全年基金封顶。Of the fund in a year.',
  fen: '金额，单位为分的整数。Whole fen (1/100 yuan), as text.',
  minFen: '最低金额，单位为分。The least, in fen.',
  maxFen: '最高金额，单位为分；null 为仅受封顶限制。The most, in fen; null: only the caps.',
  baseFen: '基础数量以内的金额，单位为分。What the base units pay together, in fen.',
  capFen: '本档封顶，单位为分；null 为无。Cap of this bracket, in fen; null is none.',
  secondApproval:
    '超过此金额须第二名负责人审批；null 为不需要。Above this sum a second leader approves; null is never.',
  later:
    '对同一线索的后举报人酌情奖励的上限；null 为不奖励。The most that a later reporter of the same lead may get; null is nothing.',
  notify: '案件查破后通知举报人的期限。Term for telling the reporter, from the day the case was cracked.',
  claimWithin: '领取期限，自核准之日起算。Term for collecting, from the day of approval.',
  collect: '领取方式；不写则三种方式均可。How a reward may be collected; not there: in every way.',
  methods:
    'transfer 银行转账，voucher 凭领取凭证到窗口领取，proxy 委托他人代领。The ways that are allowed; to decline is always possible.',
  needsId: '银行转账是否须登记身份证号。Whether a transfer needs the number of an identity card.',
  count: '期限的数量。How many of the unit.',
  'notify.unit': '期限的单位：day 日，workday 工作日，month 月。Unit of the term.',
  'claimWithin.unit': '期限的单位：day 日，workday 工作日，month 月。Unit of the term.',
  conditions: '奖励条件，每项由人逐一认定。Conditions, each answered by a person.',
  condition:
    'jurisdiction 属于管辖范围，unknown-before 事先未掌握，verified 查证属实，concrete 对象或者事实具体，not-excluded 不属于不予奖励的人员。Which condition.',
  excluded: '不予奖励的人员。Who is never rewarded.',
  equivalence: '折算表。What one unit of a substance stands for.',
  drugs: '毒品折算表，每克。Drugs, per gram.',
  precursors: '易制毒化学品折算表，每千克。Precursors, per kilogram.',
  seeds:
    '种子每克、幼苗每株折算为“数量较大”标准的倍数。Seeds per gram and seedlings per plant, in multiples of the threshold.',
  referenceZh: '折算标准物的中文名称。What is converted to, in Chinese.',
  referenceEn: '折算标准物的英文名称。What is converted to, in English.',
  factors: '折算系数；不在表中的物质由人决定。Factors; a substance without one is left to a person.',
  factor: '系数：精确小数或者分数，如 0.1、1/3000。An exact decimal or a fraction.',
  substance: '物质代码。Code of the substance.',
  rows: '奖励项目。The rows.',
  id: '项目代码，同一规则内不重复。Code of the row, once in a set.',
  measure: '计量的战果。What the row measures.',
  substances: '只计这些物质；null 为该类全部。Only these substances; null is all that the measure knows.',
  per: 'total 合计后适用区间，finding 每条战果各自适用区间。Whether everything is summed before the bracket.',
  brackets: '数量区间，按从小到大排列。Brackets, from small to large.',
  from: '起点，计量单位同战果。Where it begins, in the unit of the measure.',
  to: '终点；null 为没有终点。Where it ends; null is never.',
  pay: '本区间的奖励方式。What the bracket pays.',
  kind: 'none 不奖励，fixed 定额，range 幅度内由人决定，per-unit 按单位，base-plus 基础加增量，percent 按比例，external 按其他文件。The way of paying.',
  each: '幅度是否按每个单位计算。Whether the range is for each unit.',
  isProportional: '不足一个单位的是否按比例计算。Whether parts of a unit are paid too.',
  baseUnits: '基础数量。How many units the base covers.',
  percent: '百分比，只用于查扣毒资。Percent, of seized money only.',
  preconditions:
    'case-filed 已立案，case-cracked 已破案，suspect-caught 已抓获嫌疑人，new-user 新发现的吸毒人员。What has to be true for the row to pay.',
  replaces: '本项已计人员不再计入的项目，按先后扣除。Rows from which the people of this row are taken, in this order.',
  strikeRows: '打击奖励项目；空表为由人决定并说明理由。Rows for those who took part; none: by person and reason.',
  for: 'unit 单位，person 个人，either 均可。For whom the row is.',
  'strikeRows.minFen': '最低金额，单位为分；null 为不限。The least, in fen; null is no bound.',
  'strikeRows.maxFen': '最高金额，单位为分；null 为不限。The most, in fen; null is no bound.',
}

/** The description of the field at a path, or null where there is none. */
export function descriptionOf(path: readonly string[]): string | null {
  return DESCRIPTIONS[path.slice(-2).join('.')] ?? DESCRIPTIONS[path.at(-1) ?? ''] ?? null
}
