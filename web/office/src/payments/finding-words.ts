import { m } from '#words/messages.js'
import { CHECKS, type Check } from './check-claim.ts'
import type { LineFinding } from './check-line.ts'
import { freezeWords } from './payment-words.ts'
import type { RunFinding } from './run-content.ts'

/** What is checked, as a sentence that holds when nothing was found. */
export const checkWords: Readonly<Record<Check, () => string>> = {
  approval: m.pay_check_approval,
  granted: m.pay_check_granted,
  sum: m.pay_check_sum,
  claim: m.pay_check_claim,
  signature: m.pay_check_signature,
  key: m.pay_check_key,
  log: m.pay_check_log,
  free: m.pay_check_free,
}

/** The checks of something that is owed; who took part sent no tip, so nothing of it can stand in the log. */
export const checksOf = (isOfTip: boolean): readonly Check[] =>
  isOfTip ? CHECKS : CHECKS.filter((check) => check !== 'key' && check !== 'log')

type Said = Exclude<LineFinding['is'], 'frozen'>
const SAID: Readonly<Record<Said, () => string>> = {
  award: m.pay_found_award,
  'not-granted': m.pay_found_not_granted,
  'other-award': m.pay_found_other_award,
  sum: m.pay_found_sum,
  none: m.pay_found_none,
  declined: m.pay_found_declined,
  other: m.pay_found_other,
  old: m.pay_found_old,
  parts: m.pay_found_parts,
  digest: m.pay_found_digest,
  forged: m.pay_found_forged,
  'no-key': m.pay_found_no_key,
  'no-tip': m.pay_found_no_tip,
  commitment: m.pay_found_commitment,
  reporter: m.pay_found_reporter,
  'not-yet': m.pay_found_not_yet,
  head: m.pay_found_head,
  entry: m.pay_found_entry,
  disputed: m.pay_freeze_disputed,
  'claim-changed': m.pay_found_claim_changed,
  'sum-changed': m.pay_found_sum_changed,
  'other-way': m.pay_found_other_way,
  account: m.pay_found_account,
}

/** What was found, and what follows from it. */
export const findingWords = (finding: LineFinding): string =>
  finding.is === 'frozen' ? freezeWords[finding.cause]() : SAID[finding.is]()

/** The same of several, each thing once: four forged steps are one forged approval. */
export const findingsWords = (findings: readonly LineFinding[]): string[] => [...new Set(findings.map(findingWords))]

export function runFindingWords(finding: RunFinding): string {
  if (finding.is === 'digest') return m.pay_run_found_digest()
  if (finding.is === 'total') return m.pay_run_found_total()
  if (finding.is === 'state') return m.pay_run_found_state()
  if (finding.is === 'same-hand') return m.pay_run_found_same_hand()
  const said = { forged: m.pay_run_found_forged, other: m.pay_run_found_other, 'no-key': m.pay_run_found_no_key }
  return said[finding.check]({ name: finding.name })
}
