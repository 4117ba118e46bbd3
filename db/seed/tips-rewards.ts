import type { DemoTip } from './tips.ts'

/** Tips that were found true, and whose rewards are on their way. */
export const REWARD_TIPS: readonly DemoTip[] = [
  {
    key: 'poppies-above-the-reservoir',
    category: 'growing',
    district: 'yazhou',
    hoursAgo: 720,
    report: {
      what: '水库上面最里头那几块梯田，今年换了外地人种，插的木牌写“药材”。我去放羊看见是罂粟，跟以前禁毒展览上的图一样，边上还搭了个小棚子，里面一盘一盘都是小苗。',
      who: '种的人四十多岁，瘦，走路有点瘸，住在棚子里',
      when: '傍晚浇水，逢三、六、九去镇上',
      place: '水库大坝往上走第三道田埂左拐',
      wantsReward: true,
    },
    steps: [
      { did: 'move', move: 'accept', by: 'mai.haisheng', hoursAgo: 716 },
      { did: 'move', move: 'verify', by: 'mai.haisheng', hoursAgo: 700 },
      { did: 'move', move: 'confirm', by: 'mai.haisheng', hoursAgo: 440, reason: '踏勘属实，种植人已到案。' },
      {
        did: 'tell',
        by: 'mai.haisheng',
        hoursAgo: 438,
        text: '您反映的情况已查证属实，现场已处理。是否奖励正在办理，请过几天凭查询码再来看看。',
      },
      { did: 'move', move: 'close', by: 'chen.haiming', hoursAgo: 400 },
    ],
  },
  {
    key: 'boat-with-the-blue-lights',
    category: 'gathering',
    district: 'haitang',
    hoursAgo: 620,
    report: {
      what: '我在码头给游艇加水。有一条挂蓝灯的船，每周五夜里十一点以后出去，天亮前回来，人下船的时候站都站不稳，船舱里收出来的垃圾有打孔的瓶子和吸管。船上的人不让我们进舱。',
      who: '租船的姓什么不知道，都叫他“辉少”',
      when: '每周五夜里十一点到第二天早上四五点',
      place: '湾里游艇码头东侧泊位',
      wantsReward: true,
    },
    steps: [
      { did: 'move', move: 'accept', by: 'fu.zhiyuan', hoursAgo: 616 },
      { did: 'move', move: 'verify', by: 'fu.zhiyuan', hoursAgo: 600 },
      { did: 'move', move: 'confirm', by: 'fu.zhiyuan', hoursAgo: 306, reason: '检查属实，查获吸毒人员四名。' },
      {
        did: 'tell',
        by: 'fu.zhiyuan',
        hoursAgo: 304,
        text: '您反映的情况已查证属实，谢谢您。是否奖励正在办理，有结果会在这里告诉您。',
      },
      { did: 'move', move: 'close', by: 'chen.haiming', hoursAgo: 290 },
    ],
  },
]
