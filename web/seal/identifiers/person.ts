import { findAt, plainOf, type Find, type Reading } from './reading.ts'

/** The hundred and some surnames that nine people of ten have, and those of Hainan. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊孟秦邱侯江尹薛闫段雷黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤符麦吉羊云邢冼容洪温柯卓欧翁祝蒲董庞颜赖涂兰殷章鲁葛岑甘伍文'
const TWO_SIGNS = /^(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|令狐|慕容)/u
const CUE =
  /(?:名叫|姓名|名字|真名|本名|绰号|外号|花名|人称|化名|网名|小名|叫做|(?<![大喊惊尖])叫|嫌疑人|毒贩|老板)[:是叫为"“「『' ]{0,2}/dg
/** Where a name ends, as far as one sign can tell. */
const NOT_NAME = /[的了在是和与及有也都就不把被卖吸贩来去住经每很男女约年今这那个人他她说给从到带开会要,;:.!?、，。]/u
const SHORT = new RegExp(
  `(?<![\\p{Script=Han}])阿\\p{Script=Han}|阿(?!姨|里|拉|们|莫)\\p{Script=Han}|[老小][${SURNAMES}](?![\\p{Script=Han}]*[板师公司])`,
  'dgu',
)
const SURNAME_ONLY = new RegExp(`姓[${SURNAMES}](?:名\\p{Script=Han}{1,2})?`, 'dgu')
const ALONE = new RegExp(`(?<![\\p{L}\\p{N}])[${SURNAMES}]\\p{Script=Han}{1,2}(?![\\p{L}\\p{N}])`, 'dgu')
const ELSEWHERE = /(?:named|called|nicknamed|name is|зовут|по кличке) +(\p{Lu}\p{L}{1,20}(?: \p{Lu}\p{L}{1,20})?)/dgu
const MOST = 4

/** A name in its folded form without gaps; null for an empty one. */
export function normalPerson(written: string): string | null {
  return plainOf(written).replace(/[^\p{L}\p{N}]/gu, '') || null
}

/** Names of people, guessed by the words before them. An officer has to say whether they are. */
export function findPeople(reading: Reading): Find[] {
  const patterns = reading.field === 'who' ? [SHORT, SURNAME_ONLY, ALONE] : [SHORT, SURNAME_ONLY]
  const matched = patterns.flatMap((pattern) =>
    Array.from(reading.plain.matchAll(pattern)).flatMap((match) =>
      personAt(reading, match.index, match.index + match[0].length),
    ),
  )
  return [...afterCues(reading), ...matched, ...elsewhere(reading)]
}

function afterCues(reading: Reading): Find[] {
  return Array.from(reading.plain.matchAll(CUE)).flatMap((match) => {
    const start = match.index + match[0].length
    const run = /^\p{Script=Han}+/u.exec(reading.plain.slice(start, start + MOST))?.[0] ?? ''
    const end = run.search(NOT_NAME)
    const name = firstName(end < 0 ? run : run.slice(0, end))
    return name.length < 2 ? [] : personAt(reading, start, start + name.length)
  })
}

/** Of signs that begin with a surname a name has two or three, with a double surname four. */
function firstName(run: string): string {
  if (TWO_SIGNS.test(run)) return run.slice(0, 4)
  return SURNAMES.includes(run.slice(0, 1)) ? run.slice(0, 3) : run
}

/** Names in other scripts show by their capitals, which only the original has. */
function elsewhere(reading: Reading): Find[] {
  return Array.from(reading.original.matchAll(ELSEWHERE)).flatMap((match) => {
    const [from, to] = match.indices?.[1] ?? [0, 0]
    return personAt(reading, foldedPlace(reading, from), foldedPlace(reading, to))
  })
}

/** Where a place of the original is in the folded text; by halves, since a text may have thousands of names. */
function foldedPlace({ starts }: Reading, place: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

function personAt(reading: Reading, start: number, end: number): Find[] {
  const normal = normalPerson(reading.plain.slice(start, end))
  return normal === null ? [] : findAt(reading, 'person', normal, start, end)
}
