import type { Kind } from './requests.ts'

export type Timing = { name: string; p50: number; p95: number }

/**
 * Milliseconds of the whole server, without a network, each request another one. The kinds take turns, so that what
 * else the machine does slows all of them alike; of the repeats of one request the fastest counts.
 */
export async function timingsOf(kinds: readonly Kind[], requests: number, repeats: number): Promise<Timing[]> {
  const times: number[][] = kinds.map(() => [])
  for (let turn = -Math.ceil(requests / 5); turn < requests; turn++) {
    for (const [place, kind] of kinds.entries()) {
      const request = await kind.prepare()
      let ms = Infinity
      for (let repeat = 0; repeat < repeats; repeat++) ms = Math.min(ms, await request())
      // The first fifth warms caches and plans.
      if (turn >= 0) times[place]?.push(ms)
    }
  }
  return kinds.map(({ name }, place) => ({ name, ...quantilesOf(times[place] ?? []) }))
}

function quantilesOf(times: number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
