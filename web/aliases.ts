import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The `#…/` names of the root package, for the two site builds: each site is a package of its own, so it cannot see them. */
export const aliases = {
  '#contract': at('../server/contract'),
  '#seal': at('./seal'),
  '#reporting': at('./reporting'),
  '#ui': at('./ui'),
}
