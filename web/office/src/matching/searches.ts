import type { Keyring } from '../session/keyring.ts'
import type { Understood } from './query.ts'
import { Search } from './search.svelte.ts'

/**
 * The searches of this sitting, by a random mark that stands in the address. So an address and the browser's history say nothing, the
 * way back finds the results as they were, and a lock, which drops the keyring, drops them too.
 */
class Searches {
  readonly #all = new WeakMap<Keyring, Map<string, Search>>()

  /** The address of a new search. */
  addressOf(query: Understood, keys: Keyring): string {
    if (keys.matchingKeyB64 === null) return '/search'
    const mine = this.#all.get(keys) ?? new Map<string, Search>()
    this.#all.set(keys, mine)
    const mark = crypto.randomUUID().slice(0, 8)
    mine.set(mark, new Search(query, keys, keys.matchingKeyB64))
    return `/search#${mark}`
  }

  /** The search of an address's hash, or null when this sitting knows none. */
  at(hash: string, keys: Keyring): Search | null {
    return this.#all.get(keys)?.get(hash.slice(1)) ?? null
  }
}

export const searches = new Searches()
