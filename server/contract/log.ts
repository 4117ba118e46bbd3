/** What the verifier of the log can find. The one list; the auditor's room and the command have the words. */
export const FINDINGS = [
  'changed', // the record is not what its entry says
  'added', // a record without an entry
  'backdated', // a record that was put in hours later than it says
  'removed', // an entry whose record is gone
  'reordered', // the entry stands at another place of the log
  'unentered', // the published log lacks the entry of a leaf that has a place, or a leaf waits for hours
  'unexplained', // a published entry that is neither a record's nor filler
  'erasedWrongly', // salts were erased that no deletion answers for
  'rowDiffers', // a row that may change is not what its last change left
  'stateDiffers', // where a tip stands does not follow from its moves
  'headForged', // a head whose signature is wrong
  'headDiffers', // a head whose root is not that of the entries
  'headMissing', // entries behind the newest head, or a head without its entries
  'nodeDiffers', // a stored subtree root is wrong
  'forked', // the log does not contain an earlier head that was kept outside
  'truncated', // the log is shorter than an earlier head that was kept outside
  'unguarded', // a guard of the database is gone or switched off
] as const
export type FindingKind = (typeof FINDINGS)[number]

/** One finding: the table and key of the record it names, and its place in the log, where there are such. */
export type Finding = {
  is: FindingKind
  source: string | null
  record: string | null
  index: number | null
  /** Of what is reordered: where its entry stands instead. */
  other?: number
}

export const CHECK_RESULTS = ['clean', 'findings'] as const
