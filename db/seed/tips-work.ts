import type { DemoTip } from './tips.ts'

/** An advertisement that comes again and again, each time with another contact. */
const ADVERTISEMENT = (contact: string): string =>
  `【内部渠道】办理各类证件、信用卡提额、快速贷款，无需抵押，当天下款，三亚本地可以上门，手续齐全，正规公司。加客服 ${contact} 了解详情，老客户介绍有返点，长期有效，先到先得。`

/** Tips that belong together, repeat themselves, or press: what triage and matching have to do with. */
export const WORK_TIPS: readonly DemoTip[] = [
  {
    key: 'loan-advertisement',
    category: 'other',
    district: 'unsure',
    hoursAgo: 212,
    report: { what: ADVERTISEMENT('demo000001'), mayAsk: false },
    steps: [{ did: 'move', move: 'mark-spam', by: 'lin.yue', hoursAgo: 209 }],
  },
  {
    key: 'loan-advertisement-again',
    category: 'other',
    district: 'unsure',
    hoursAgo: 98,
    report: { what: ADVERTISEMENT('demo000002'), mayAsk: false },
    steps: [{ did: 'move', move: 'mark-spam', by: 'wang.liheng', hoursAgo: 96 }],
  },
  {
    key: 'loan-advertisement-today',
    category: 'other',
    district: 'unsure',
    hoursAgo: 4,
    report: { what: ADVERTISEMENT('demo000003'), mayAsk: false },
    steps: [],
  },
  {
    key: 'van-at-the-pier',
    category: 'dealing',
    district: 'yazhou',
    hoursAgo: 160,
    report: {
      what: '我在码头帮人看冷库。最近有辆白色面包车半夜来，停在冰库背面，车上的人不买鱼，跟两条小船的人换箱子，一箱换一箱，很轻，一只手就提走。我问了一句，有个人把我的手机拿过去看了相册才还我。',
      who: '开车的戴鸭舌帽，说外地话',
      when: '上周三、上周六，凌晨两点多',
      place: '崖州中心渔港旁边，冰库背面',
      vehicles: '白色面包车 琼b0C302',
      mayAsk: true,
      wantsReward: true,
    },
    work: { priority: 'urgent', followUpInDays: 1 },
    steps: [
      { did: 'move', move: 'accept', by: 'mai.haisheng', hoursAgo: 156 },
      { did: 'assign', by: 'mai.haisheng', to: 'mai.haisheng', hoursAgo: 156 },
      {
        did: 'ask',
        by: 'mai.haisheng',
        hoursAgo: 155,
        text: '您的安全最要紧，请不要再上前问。您在冷库里能看到车来的话，只要在这里告诉我们哪一天就够了。',
      },
      {
        did: 'note',
        by: 'mai.haisheng',
        hoursAgo: 150,
        text: '车牌与支队正在核查的一条线索可能是同一辆，已电话联系王立衡。',
        mentions: ['chen.haiming'],
      },
    ],
  },
  {
    key: 'van-on-the-expressway',
    category: 'transport',
    district: 'unsure',
    hoursAgo: 11,
    taken: { channel: 'phone', by: 'zhou.xiaolan' },
    report: {
      what: '昨天夜里在环岛高速西段服务区加油，旁边一辆面包车后面全是白色塑料桶，味道冲得人睁不开眼，司机说是拉饲料的，可是哪有饲料是这个味道。他们两个人轮流开，一刻也不离车，加油付现金。',
      when: '昨晚十一点半左右',
      place: '环岛高速西线，快到崖州的服务区',
      vehicles: '瓊Ｂ－０Ｃ３０２，白色，后窗贴黑膜',
      mayAsk: true,
    },
    steps: [],
  },
  {
    key: 'blue-reef-again',
    category: 'venue',
    district: 'jiyang',
    hoursAgo: 44,
    report: {
      what: '那个蓝礁k歌房三楼有问题，周末半夜后门进进出出，有人靠着墙吐，有人一直笑停不下来。一辆黑色商务车每次都停后门，车牌琼B0D118，开车的人给门口两个小弟发东西。我住对面楼，被吵了半年，打过电话说噪音，没人管！前天报过一次，查询码丢了，再报一次。',
      when: '周五周六',
      place: '蓝礁KTV后门，对面是居民楼',
      vehicles: '琼B0D118 黑色商务',
      mayAsk: true,
    },
    duplicateOf: { key: 'blue-reef-from-outside', by: 'huang.mingke' },
    steps: [
      { did: 'look', by: 'huang.mingke', hoursAgo: 38 },
      {
        did: 'note',
        by: 'huang.mingke',
        hoursAgo: 38,
        text: '同一人重复举报，内容一致，并入前一条办理，答复写在这条里，因为那边的查询码他已丢失。',
        mentions: ['su.ting'],
      },
    ],
  },
  {
    key: 'rider-from-the-city',
    category: 'transport',
    district: 'tianya',
    hoursAgo: 58,
    report: {
      what: '我是跑腿骑手。有个固定的单，每周二从市里一个小区门口接一个封好的茶叶罐，送到老渔港冰厂那边的理发店，收件人让我放在消毒柜上面就走，跑腿费给三倍。上次罐子没封紧，里面是一小包一小包的东西，不是茶叶。我不想再接了，又怕他们知道是我说的。',
      when: '每周二下午四点左右',
      place: '接货在河东路一个小区的东门，送到老渔港',
      phones: '收件电话 +86 139-0000-0063',
      wantsReward: true,
    },
    work: { priority: 'urgent', followUpInDays: -1 },
    steps: [
      { did: 'move', move: 'accept', by: 'lin.yue', hoursAgo: 56 },
      { did: 'assign', by: 'chen.haiming', to: 'lin.yue', hoursAgo: 55 },
      {
        did: 'tell',
        by: 'lin.yue',
        hoursAgo: 54,
        text: '收到，您的顾虑我们明白。下一单请照常按您自己的习惯决定接不接，不要拍照，也不要打开。',
      },
      {
        did: 'note',
        by: 'lin.yue',
        hoursAgo: 53,
        text: '收件电话与天涯大队已查实的理发店线索一致，上线可能就是这一路，建议并案研判。',
        mentions: ['chen.haiming', 'wang.liheng'],
      },
    ],
  },
  {
    key: 'locked-in-the-flat',
    category: 'use',
    district: 'jiyang',
    hoursAgo: 2,
    report: {
      what: '我家楼上的男的又吸了，这次把门反锁，老婆孩子都在里面。他在喊有人要害他，拿着菜刀敲暖气管，孩子在哭。已经打了110，说有人来，我怕来的人不知道他吸毒，所以也在这里写。',
      place: '红沙社区渔村路自建楼，六楼靠楼梯那户',
      when: '现在',
      mayAsk: true,
    },
    work: { priority: 'danger', followUpInDays: 0 },
    steps: [
      { did: 'move', move: 'accept', by: 'su.ting', hoursAgo: 1.9 },
      { did: 'assign', by: 'su.ting', to: 'su.ting', hoursAgo: 1.9 },
      {
        did: 'tell',
        by: 'su.ting',
        hoursAgo: 1.8,
        text: '已与110指挥中心和出警民警通话，告诉他们您写的情况。请您关好家门，不要上楼。',
      },
    ],
  },
]
