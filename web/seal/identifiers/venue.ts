import { findAt, plainOf, type Find, type Reading } from './reading.ts'

const KINDS =
  /酒吧|清吧|ktv|会所|宾馆|酒店|夜总会|足浴|足疗|茶室|茶馆|茶楼|茶店|网吧|网咖|棋牌室|台球室|台球厅|民宿|公寓|旅馆|客栈|歌厅|舞厅|洗浴|桑拿|会馆|俱乐部|招待所|电玩城|养生馆|按摩店|烧烤店|大排档|度假村/dg
const LONGEST_NAME = 10
/** What cannot be part of a name, as far as one sign can tell: where one stands, the name begins after it. */
const NOT_NAME = /^.*(?:[在到去从是的了有和跟与叫往进出来把被就也都旁边对面附近门口某家间个于里楼下上这那]|隔壁)/u

/** A venue's name in its folded form without gaps; null for an empty one. */
export function normalVenue(written: string): string | null {
  return plainOf(written).replace(/[^\p{L}\p{N}]/gu, '') || null
}

/** Names of venues, guessed by how they end. An officer has to say whether they are. */
export function findVenues(reading: Reading): Find[] {
  return Array.from(reading.plain.matchAll(KINDS)).flatMap((match) => {
    const before = reading.plain.slice(Math.max(0, match.index - LONGEST_NAME), match.index)
    const name = (/[\p{L}\p{N}·]*$/u.exec(before)?.[0] ?? '').replace(NOT_NAME, '')
    const start = match.index - name.length
    const end = match.index + match[0].length
    const normal = normalVenue(reading.plain.slice(start, end))
    return normal === null || name.length < 2 ? [] : findAt(reading, 'venue', normal, start, end)
  })
}
