/** What a tip is about. With the district, the only thing that leaves the envelope; it chooses the desk. */
export const CATEGORIES = [
  'dealing', // 贩卖
  'transport', // 运输、寄递渠道
  'manufacture', // 制造
  'growing', // 种植
  'gathering', // 容留、聚众吸毒
  'use', // 吸毒
  'venue', // 娱乐场所涉毒
  'precursors', // 易制毒化学品
  'online', // 网络涉毒
  'driving', // 毒驾
  'wanted', // 在逃人员
  'new-substances', // 新精神活性物质、依托咪酯
  'assets', // 涉毒资产
  'other', // 其他
] as const
export type Category = (typeof CATEGORIES)[number]
