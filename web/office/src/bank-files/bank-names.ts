/** Banks by the words that people write for them, the longer before those that they contain. */
const BANKS: readonly (readonly string[])[] = [
  ['邮政储蓄', '邮储', '邮政银行'],
  ['工商银行', '工行', 'icbc'],
  ['农业发展银行', '农发行'],
  ['农业银行', '农行'],
  ['建设银行', '建行'],
  ['交通银行', '交行'],
  ['招商银行', '招行'],
  ['海南银行'],
  ['光大银行'],
  ['民生银行'],
  ['浦发银行', '浦东发展'],
  ['中信银行'],
  ['兴业银行'],
  ['平安银行'],
  ['广发银行', '广东发展'],
  ['华夏银行'],
  ['农村商业银行', '农商', '农村信用', '农信', '信用社'],
  ['中国银行', '中行'],
]

const bankIn = (written: string): number => {
  const plain = written.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return BANKS.findIndex((words) => words.some((word) => plain.includes(word)))
}

/** Whether a payment goes to another bank; null where one of the two cannot be told, since a guess would send it the wrong way. */
export function isOtherBank(payerBank: string, payeeBank: string): boolean | null {
  const [from, to] = [bankIn(payerBank), bankIn(payeeBank)]
  return from === -1 || to === -1 ? null : from !== to
}

const CITIES = ['三亚', '海口', '三沙', '儋州', '琼海', '文昌', '万宁', '东方', '五指山']

/** Where a branch of Hainan is, by its name; empty texts for any other. */
export function placeOf(bank: string): { province: string; city: string } {
  const city = CITIES.find((name) => bank.includes(name))
  if (city !== undefined) return { province: '海南省', city: `${city}市` }
  return { province: bank.includes('海南') ? '海南省' : '', city: '' }
}
