import { SvelteMap } from 'svelte/reactivity'
import { awardReason, grounds, type Grounds, type ReadAward } from '#contract/awards.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Keyring } from '../session/keyring.ts'
import type { Part } from '../tip/opened-tip.ts'

/** The sealed reasons of one award, opened in this browser. A lock takes the page away, and this with it. */
export class AwardView {
  /** By the sealed form, which never changes. */
  readonly #grounds = new SvelteMap<string, Part<Grounds>>()
  readonly #reasons = new SvelteMap<string, Part<string>>()

  groundsOf(sealedB64: string | null): Part<Grounds> | undefined {
    return sealedB64 === null ? undefined : this.#grounds.get(sealedB64)
  }
  reasonOf(sealedB64: string | null): Part<string> | undefined {
    return sealedB64 === null ? undefined : this.#reasons.get(sealedB64)
  }

  /** Opens what is not open yet, with the key of any desk that it is sealed to and that the reader holds. */
  async show({ award, fund, versions, steps }: ReadAward, keys: Keyring, desks: readonly string[]): Promise<void> {
    const identities = desks.flatMap((desk) => keys.identityOf(desk) ?? [])
    for (const { version, groundsB64 } of fund === 'tips' ? versions : []) {
      if (groundsB64 === null || this.#grounds.has(groundsB64)) continue
      this.#grounds.set(groundsB64, await openGrounds(award, version, groundsB64, identities))
    }
    for (const { seq, sealedB64 } of steps) {
      if (sealedB64 === null || this.#reasons.has(sealedB64)) continue
      this.#reasons.set(sealedB64, await openReason(award, seq, sealedB64, identities))
    }
  }
}

/** Opens the reasons of one version; also for a new version that begins with the old ones. */
export async function openGrounds(
  award: string,
  version: number,
  sealedB64: string,
  identities: readonly string[],
): Promise<Part<Grounds>> {
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(fromB64(sealedB64), identities, { tip: award, kind: 'award-grounds', seq: version })
  if (opened.is !== 'opened') return opened
  const read = grounds.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}

async function openReason(
  award: string,
  seq: number,
  sealedB64: string,
  identities: readonly string[],
): Promise<Part<string>> {
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(fromB64(sealedB64), identities, { tip: award, kind: 'award-reason', seq })
  if (opened.is !== 'opened') return opened
  const read = awardReason.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
