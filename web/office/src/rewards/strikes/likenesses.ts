import { normalPayee, type KnownBy } from '#seal/payee-tokens.ts'
import type { PartDraft } from './strike-draft.ts'

/** What a reporter of the case said of themselves. Lives on the page of the form only. */
export type Reporter = { number: string; name: string; knownBy: KnownBy }
/** By what a participant looks like a reporter: the same number, or only the same name. */
export type Likeness = { number: string; by: 'known' | 'name' }

/** The reporters that a participant looks like. Says nothing about who they are: an officer has to find out. */
export function likenessesOf(
  { kind, name, phone, idNumber }: Pick<PartDraft, 'kind' | 'name' | 'phone' | 'idNumber'>,
  reporters: readonly Reporter[],
): Likeness[] {
  if (kind === 'unit') return []
  const [phoneForm, numberForm] = [normalPayee('phone', phone), normalPayee('id-card', idNumber)]
  return reporters.flatMap(({ number, name: theirs, knownBy }): Likeness[] => {
    const isKnown =
      (phoneForm !== null && knownBy.phones.includes(phoneForm)) ||
      (numberForm !== null && knownBy.idNumbers.includes(numberForm))
    if (isKnown) return [{ number, by: 'known' }]
    return plain(name).length > 1 && plain(theirs).includes(plain(name)) ? [{ number, by: 'name' }] : []
  })
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '')
