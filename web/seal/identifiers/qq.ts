import { normalMobile } from './mobile.ts'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const CUED =
  /(?:(?<![a-z])(?:qq|q(?= ?[:号群]))|扣扣|秋秋|企鹅)(?:群|号码?|账号|帐号)?[ ]{0,2}[:=是为]?[ ]{0,2}([1-9]\d{4,10})(?!\d)/dg
const MAIL = /(?<!\d)([1-9]\d{4,10})@qq\.com/dg
/** Among the accounts a number alone is one. */
const BARE = /(?<![\da-z@_+-])([1-9]\d{4,10})(?![\da-z_-])/dg

/** A QQ number, five to eleven digits; null for a phone number and for anything else. */
export function normalQq(written: string): string | null {
  const digits = plainOf(written).trim()
  return /^[1-9]\d{4,10}$/.test(digits) && normalMobile(digits) === null ? digits : null
}

export function findQqs(reading: Reading): Find[] {
  const patterns = reading.field === 'accounts' ? [CUED, MAIL, BARE] : [CUED, MAIL]
  return patterns.flatMap((pattern) => findsOf(reading, 'qq', pattern, normalQq))
}
