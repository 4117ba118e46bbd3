/**
 * 人民币大写金额, by 《正确填写票据和结算凭证的基本规定》. Where the rule leaves a 零 free, it is written before 角 (1,680.32
 * is 壹仟陆佰捌拾元零叁角贰分) and left out after 万 (107,000 is 壹拾万柒仟元), as in the first of its two examples each time.
 */
const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const YI = 100_000_000n
const WAN = 10_000n

/** The words of a sum in whole fen, from 人民币零元整 up to 千万亿; refuses what is below zero. */
export function rmb(fen: bigint): string {
  if (fen < 0n) throw new RangeError('A sum below zero has no words')
  const [yuan, jiao, rest] = [fen / 100n, (fen / 10n) % 10n, fen % 10n]
  if (jiao === 0n && rest === 0n) return `人民币${whole(yuan)}元整`
  const gap = yuan > 0n && (jiao === 0n || yuan % 10n === 0n) ? '零' : ''
  const small = `${jiao === 0n ? '' : `${digit(jiao)}角`}${rest === 0n ? '' : `${digit(rest)}分`}`
  return `人民币${yuan === 0n ? '' : `${whole(yuan)}元`}${gap}${small}`
}

function whole(value: bigint): string {
  if (value >= YI) return `${whole(value / YI)}亿${after(value % YI, YI)}`
  if (value >= WAN) return `${thousands(value / WAN)}万${after(value % WAN, WAN)}`
  return value === 0n ? digit(0n) : thousands(value)
}

/** What follows a 亿 or 万: nothing, or with one 零 where its highest place is empty. */
function after(value: bigint, unit: bigint): string {
  if (value === 0n) return ''
  return value < unit / 10n ? `${digit(0n)}${whole(value)}` : whole(value)
}

/** One to 9,999; a run of zeros inside is one 零, at the end none. Ten is 壹拾, never 拾. */
function thousands(value: bigint): string {
  return value
    .toString()
    .split('')
    .map((each, index, all) => (each === '0' ? '零' : `${digit(BigInt(each))}${PLACES[all.length - 1 - index] ?? ''}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
}

const digit = (value: bigint): string => DIGITS[Number(value)] ?? ''
