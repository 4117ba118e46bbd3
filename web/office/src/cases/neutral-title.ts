import { identifiersIn } from '#seal/identifiers/find-identifiers.ts'

/** Five digits in a row are rarely a year or a number of a case. */
const MANY_DIGITS = /\d{5}/

/** What in a title should rather not stand there, since a title is not sealed: phones, plates, names, long numbers. */
export function tellingParts(title: string): string[] {
  const found = identifiersIn(title).map(({ written }) => written)
  return found.length === 0 && MANY_DIGITS.test(title.normalize('NFKC')) ? [title.trim()] : found
}
