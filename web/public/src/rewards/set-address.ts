import { hrefOf, type Address } from '../frame/address.ts'

/** The page of the rules for the set with a code; null for the one in force. */
export function hrefOfSet(here: Address, code: string | null): string {
  const href = hrefOf(here, { page: '/rewards' })
  return code === null ? href : `${href}${href.includes('?') ? '&' : '?'}set=${encodeURIComponent(code)}`
}
