/**
 * A text as a bank's cell takes it. What a tipster wrote as their name goes into a file that the cashier and the bank open in a
 * spreadsheet, so nothing of it may begin a formula, and none of the signs that banks refuse may stand in it.
 */

/** Signs that banks refuse, and a semicolon and a quotation mark, which begin a new cell elsewhere: written in full width. */
const WIDE: Readonly<Record<string, string>> = { '&': '＆', '#': '＃', ';': '；', '"': '＂', '|': '｜' }
/** With what a spreadsheet begins a formula, also in full and small width: = + - @ and a minus. */
const FORMULA = /^['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫\u2212]/

/** In one line, without invisible signs, with refused signs in full width. */
export const cleaned = (text: string): string =>
  text
    .replace(/\p{Cf}/gu, '')
    // Not what is for private use: older systems write rare characters of names so.
    .replace(/[\s\p{Cc}\p{Cs}\p{Z}]+/gu, ' ')
    .trim()
    .replace(/[&#;"|]/g, (sign) => WIDE[sign] ?? sign)

/** Whether a spreadsheet may take a text for a formula. */
export const isLikeFormula = (text: string): boolean => FORMULA.test(text)

/** Cleaned, and with an apostrophe before what a spreadsheet would run: then it is a text to Excel, WPS and LibreOffice. */
export function harmless(text: string): string {
  const plain = cleaned(text)
  return isLikeFormula(plain) ? `'${plain}` : plain
}
