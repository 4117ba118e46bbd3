import type { Finding, FindingKind } from '#contract/log.ts'

const SAYS: Record<FindingKind, string> = {
  changed: 'is not what its entry in the log says',
  added: 'has no entry in the log: it was added past it',
  backdated: 'was put in later than it says: a head of hours after its time stood before it',
  removed: 'is gone, but its entry is in the log',
  reordered: 'has its entry at another place of the log',
  unentered: 'is missing in the published log',
  unexplained: 'stands in the published log, but no record has this place and it is no filler',
  erasedWrongly: 'was made unreadable in the log, and no deletion answers for it',
  rowDiffers: 'is not what its last noted change left',
  stateDiffers: 'does not stand where its moves, transfers and assignments have brought it',
  headForged: 'is not signed by the key of the log, or says something else than what was signed',
  headDiffers: 'has another root than the entries; later heads are not named one by one',
  headMissing: 'head and entries do not end at the same place',
  nodeDiffers: 'is a stored subtree with a wrong root',
  forked: 'the log does not contain the head of this size that was kept outside',
  truncated: 'the log is shorter than it was known to be',
  unguarded: 'is not guarded: its trigger is missing, switched off or another one',
}

/** A finding in one line: which table, which record, which place, and what is wrong. */
export function sayFinding({ is, source, record, index, other }: Finding): string {
  const what = [source, record].filter((part) => part !== null).join(' ')
  const where = index === null ? '' : ` (place ${index}${other === undefined ? '' : `, found at ${other}`})`
  return `${is}: ${what}${where}: ${SAYS[is]}`
}
