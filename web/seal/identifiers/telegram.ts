import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const HANDLE = String.raw`([a-z][a-z0-9_]{3,31})(?![a-z0-9_])`
const LINK = new RegExp(String.raw`(?<![a-z0-9])(?:t|telegram)\.me/(?:s/)?${HANDLE}`, 'dg')
const CUED = new RegExp(
  String.raw`(?:纸?飞机|电报|(?<![a-z])(?:telegram|tg|тг|телеграм))(?:号码?|id|账号|帐号)?[ ]{0,2}[:=是为@][ ]{0,2}@?${HANDLE}`,
  'dg',
)
/** A handle alone; what has a letter, a digit or a dot before it is a mail address. */
const AT = new RegExp(String.raw`(?<![a-z0-9._%+-])@${HANDLE}(?!\.[a-z])`, 'dg')

/** A Telegram name in lower case, without @ and address; null for anything else. */
export function normalTelegram(written: string): string | null {
  const name = plainOf(written)
    .trim()
    .replace(/^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:s\/)?/, '')
    .replace(/^@/, '')
  return /^[a-z][a-z0-9_]{3,31}$/.test(name) ? name : null
}

export function findTelegrams(reading: Reading): Find[] {
  return [LINK, CUED, AT].flatMap((pattern) => findsOf(reading, 'telegram', pattern, normalTelegram))
}
