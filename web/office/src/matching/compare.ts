/** A stretch of a text, and whether the other text lacks it. */
export type Stretch = { text: string; isOwn: boolean }

// The table of a comparison has as many fields as the products of the lengths; longer texts are compared up to here.
const MOST_PARTS = 1500

/** Two texts side by side: what both say, in the same order, and what only one says. */
export function compared(one: string, other: string): { one: Stretch[]; other: Stretch[] } {
  const [a, b] = [partsOf(one), partsOf(other)]
  const common = commonOf(a.slice(0, MOST_PARTS), b.slice(0, MOST_PARTS))
  return { one: stretches(a, common.inOne), other: stretches(b, common.inOther) }
}

/** Single Han signs; words and numbers of other scripts whole. */
function partsOf(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []
}

/** The places of a longest common subsequence in each of both. */
function commonOf(a: readonly string[], b: readonly string[]): { inOne: Set<number>; inOther: Set<number> } {
  const width = b.length + 1
  // lengths[i * width + j]: of the longest common part of a from i and b from j.
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const [inOne, inOther] = [new Set<number>(), new Set<number>()]
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      inOne.add(i++)
      inOther.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return { inOne, inOther }
}

function stretches(parts: readonly string[], common: ReadonlySet<number>): Stretch[] {
  const all: Stretch[] = []
  parts.forEach((text, place) => {
    const isOwn = !common.has(place)
    const last = all.at(-1)
    if (last?.isOwn === isOwn) last.text += text
    else all.push({ text, isOwn })
  })
  return all
}
