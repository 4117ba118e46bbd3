import type { Finding, FindingKind } from '#contract/log.ts'

/** How many findings are kept word for word; more than that, and the number says enough. */
const MOST = 10_000

type Named = { source: string | null; record: string | null; index: number | null; other: number | null }

/** What was found so far. */
export type Findings = {
  add: (is: FindingKind, named?: Partial<Named>) => void
  /** Each once, in the order in which they were found. */
  readonly list: readonly Finding[]
  /** How many there are, also beyond those that are kept. */
  readonly count: number
}

/** Collects findings and tells of each at once. What two passes find about the same record is one finding. */
export function collectFindings(onFinding: (finding: Finding) => void = () => {}): Findings {
  const list: Finding[] = []
  const seen = new Set<string>()
  let count = 0
  return {
    list,
    get count() {
      return count
    },
    add(is, { source = null, record = null, index = null, other = null } = {}) {
      const key = `${is} ${source} ${record ?? `at ${index}`}`
      if (seen.has(key)) return
      count += 1
      if (list.length === MOST) return
      seen.add(key)
      const finding: Finding = { is, source, record, index, ...(other === null ? {} : { other }) }
      list.push(finding)
      onFinding(finding)
    },
  }
}
