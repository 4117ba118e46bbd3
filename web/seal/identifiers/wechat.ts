import { normalMobile } from './mobile.ts'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const HANDLE = String.raw`(?:[a-z][a-z0-9_-]{5,19}|\d{5,12})(?![a-z0-9_])`
const NAME = String.raw`(?:号码?|id|账号|帐号)?[ ]{0,2}[:=是为]?[ ]{0,2}`
/** 微信 as people write it to get past filters, too. */
const CUED = new RegExp(
  String.raw`(?:[微威薇徽v]信|绿泡泡|weixin|wechat|(?<![a-z0-9])(?:vx|wx)(?![a-z]))${NAME}(${HANDLE})`,
  'dg',
)
const LETTER = new RegExp(String.raw`(?<![a-z0-9])(?:加v|v(?= ?[:号]))${NAME}(${HANDLE})`, 'dg')
const NATIVE = /(?<![a-z0-9])wxid_[a-z0-9]{6,32}(?![a-z0-9_])/dg

/** A WeChat id in lower case; null for a phone number, which counts as one, and for anything else. */
export function normalWechat(written: string): string | null {
  const id = plainOf(written).trim()
  const isId = /^(?:wxid_[a-z0-9]{6,32}|[a-z][a-z0-9_-]{5,19}|\d{5,12})$/.test(id)
  return isId && normalMobile(id) === null ? id : null
}

export function findWechats(reading: Reading): Find[] {
  return [NATIVE, CUED, LETTER].flatMap((pattern) => findsOf(reading, 'wechat', pattern, normalWechat))
}
