import type { DemoTipAward } from './awards.ts'

const met = (why: string): { met: boolean; why: string } => ({ met: true, why })
type Days = { hoursAgo: number; review: number; approve: number; fund: number }

/** An award in a plain case that went all its way. */
const granted = (
  of: Pick<DemoTipAward, 'case' | 'tip' | 'by' | 'share'> & { verified: string; concrete: string },
  approver: 'he.simin' | 'qiu.wanning',
  { hoursAgo, review, approve, fund }: Days,
): DemoTipAward => ({
  fund: 'tips',
  case: of.case,
  tip: of.tip,
  by: of.by,
  hoursAgo,
  denial: null,
  conditions: {
    jurisdiction: met('案发地在本辖区，由本单位立案。'),
    'unknown-before': met('举报前没有相关警情和线索。'),
    verified: met(of.verified),
    concrete: met(of.concrete),
    'not-excluded': met('举报人匿名，经对话了解，不属于规则列明不予奖励的人员。'),
  },
  decisions: {},
  share: of.share,
  other: '',
  steps: [
    { step: 'review', by: 'zheng.qiwen', hoursAgo: review },
    { step: 'approve', by: approver, hoursAgo: approve },
    { step: 'fund', by: 'xing.ruogu', hoursAgo: fund },
  ],
})

/** Awards that were granted: what became of them stands in `claims.ts`. */
export const PAID_AWARDS: readonly DemoTipAward[] = [
  granted(
    {
      case: 'gym',
      tip: 'powder-in-the-gym',
      by: 'su.ting',
      verified: '储物柜内当场查获，嫌疑人供认。',
      concrete: '举报写明柜子位置和分装方式。',
      share: '本案由这条线索直接引出。',
    },
    'he.simin',
    { hoursAgo: 2030, review: 1990, approve: 1940, fund: 1850 },
  ),
  granted(
    {
      case: 'airport-driver',
      tip: 'driver-at-the-airport',
      by: 'wu.qingyan',
      verified: '现场检测呈阳性，随车查获氯胺酮。',
      concrete: '举报写明时间、地点和车队。',
      share: '检查的时间和地点都依据这条线索确定。',
    },
    'qiu.wanning',
    { hoursAgo: 1980, review: 1930, approve: 1890, fund: 1800 },
  ),
  granted(
    {
      case: 'flat',
      tip: 'flat-above-the-pharmacy',
      by: 'su.ting',
      verified: '检查时查获吸毒人员两名，检测均呈阳性。',
      concrete: '举报写明楼层和房间。',
      share: '本案由这条线索直接引出。',
    },
    'he.simin',
    { hoursAgo: 600, review: 540, approve: 480, fund: 330 },
  ),
  granted(
    {
      case: 'bus-stop',
      tip: 'man-at-the-bus-stop',
      by: 'gao.shanyuan',
      verified: '守候抓获，当场查获海洛因。',
      concrete: '举报写明交接地点和时间。',
      share: '本案由这条线索直接引出，守候时间依据举报确定。',
    },
    'qiu.wanning',
    { hoursAgo: 580, review: 500, approve: 430, fund: 300 },
  ),
]
