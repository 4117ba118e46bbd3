import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const NAME = String.raw`(?:号码?|id|账号|帐号|昵称|用户名?)?`
const HANDLE = String.raw`@?([a-z0-9][a-z0-9_.-]{3,31})(?![a-z0-9_])`
/** Where a name of these is told, the name follows at once. */
const CHINESE = new RegExp(
  String.raw`(?:抖音|快手|微博|小红书|蝙蝠|陌陌|探探|推特|脸书|闲鱼|支付宝|贴吧|哔哩哔哩|b站|土豆|密聊|事密达)${NAME}[ ]{0,2}[:=是为]?[ ]{0,2}${HANDLE}`,
  'dg',
)
/** These are words of other sentences too: they need a sign that a name follows. */
const LATIN = new RegExp(
  String.raw`(?<![a-z0-9])(?:signal|whats ?app|twitter|facebook|fb|instagram|ins|line|soul|potato|zalo|vk|viber|wickr|session|threema|tiktok)(?:${NAME}[ ]{0,2}[:=是为@][ ]{0,2}|(?:号码?|id|账号|帐号)[ ]{0,2})${HANDLE}`,
  'dg',
)
const BARE = new RegExp(String.raw`(?<![a-z0-9_.@/-])([a-z][a-z0-9_.-]{4,31})(?![a-z0-9_@:/])`, 'dg')

/** A name at some other service, in lower case: people keep a name from one to the next. Null for anything else. */
export function normalHandle(written: string): string | null {
  const name = plainOf(written)
    .trim()
    .replace(/^@/, '')
    .replace(/[.-]+$/, '')
  return /^[a-z0-9][a-z0-9_.-]{3,31}$/.test(name) ? name : null
}

export function findHandles(reading: Reading): Find[] {
  const patterns = reading.field === 'accounts' ? [CHINESE, LATIN, BARE] : [CHINESE, LATIN]
  return patterns.flatMap((pattern) => findsOf(reading, 'handle', pattern, normalHandle))
}
