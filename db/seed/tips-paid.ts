import type { DemoStep, DemoTip } from './tips.ts'

/** What a desk usually does with a tip that is found true; times in hours before the demo was founded. */
const foundTrue = (
  by: string,
  at: { accept: number; verify: number; confirm: number; close: number },
  reason: string,
): DemoStep[] => [
  { did: 'move', move: 'accept', by, hoursAgo: at.accept },
  { did: 'move', move: 'verify', by, hoursAgo: at.verify },
  { did: 'move', move: 'confirm', by, hoursAgo: at.confirm, reason },
  {
    did: 'tell',
    by,
    hoursAgo: at.confirm - 2,
    text: '您反映的情况已查证属实，谢谢您。是否奖励正在办理，有结果会在这里告诉您。',
  },
  { did: 'move', move: 'close', by: 'chen.haiming', hoursAgo: at.close },
]

/** Tips whose rewards can be collected, are being collected, were paid, or were left too long. */
export const PAID_TIPS: readonly DemoTip[] = [
  {
    key: 'powder-in-the-gym',
    category: 'dealing',
    district: 'jiyang',
    hoursAgo: 2190,
    report: {
      what: '健身房更衣室里有人卖粉，用空的蛋白粉罐子装，一小勺一小勺分。我看见过两次，给钱是当面给现金。',
      who: '卖的人自称教练助理，左手腕有一圈纹身',
      when: '晚上九点半以后，人少的时候',
      place: '商场三楼健身房男更衣室最里面一排柜子',
      wantsReward: true,
    },
    steps: foundTrue(
      'su.ting',
      { accept: 2186, verify: 2180, confirm: 2090, close: 2060 },
      '检查时当场查获，嫌疑人供认。',
    ),
  },
  {
    key: 'driver-at-the-airport',
    category: 'driving',
    district: 'tianya',
    hoursAgo: 2130,
    report: {
      what: '有个跑机场的司机，接客之前在停车场后面吸东西，吸完眼睛发直就上路。我和他同一个车队，坐过他的车，差点撞上护栏。',
      who: '车队里都叫他“阿坤”，三十岁上下',
      when: '每天上午十点前后等早班机的时候',
      place: '机场二号停车场北边的栏杆后面',
      wantsReward: true,
    },
    steps: foundTrue(
      'wu.qingyan',
      { accept: 2126, verify: 2120, confirm: 2040, close: 2010 },
      '现场检测呈阳性，随车查获氯胺酮。',
    ),
  },
  {
    key: 'flat-above-the-pharmacy',
    category: 'use',
    district: 'jiyang',
    hoursAgo: 960,
    report: {
      what: '药店楼上出租房里住着两个年轻人，窗帘白天也拉着，半夜有很怪的甜味飘到楼道。收垃圾的时候看见锡纸和剪短的吸管。',
      who: '一男一女，二十多岁，外地口音',
      when: '夜里一点到三点味道最重',
      place: '药店那栋楼四楼靠东那间',
      wantsReward: true,
    },
    steps: foundTrue('su.ting', { accept: 956, verify: 950, confirm: 700, close: 650 }, '检查属实，查获吸毒人员两名。'),
  },
  {
    key: 'man-at-the-bus-stop',
    category: 'dealing',
    district: 'tianya',
    hoursAgo: 900,
    report: {
      what: '我每天等头班车，总有一个人在站牌后面把烟盒塞进广告牌缝里，过一会儿别人来拿，拿完在缝里塞钱。烟盒里不是烟。',
      who: '五十来岁，戴草帽，骑一辆蓝色三轮',
      when: '早上六点前',
      place: '农贸市场南口公交站',
      wantsReward: true,
    },
    steps: foundTrue(
      'gao.shanyuan',
      { accept: 896, verify: 890, confirm: 660, close: 620 },
      '守候抓获，当场查获海洛因。',
    ),
  },
]
