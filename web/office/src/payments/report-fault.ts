import type { ClaimFault } from '#contract/payments.ts'
import { isSuspicious, type Check, type Finding } from './check-claim.ts'

const FAULT_OF: Readonly<Partial<Record<Check, ClaimFault>>> = {
  approval: 'approval',
  granted: 'approval',
  sum: 'sum',
  claim: 'signature',
  signature: 'signature',
  key: 'signature',
  log: 'log',
}

/** What the auditor is told of what was found: the first thing that somebody must have done. Null where there is nothing to report. */
export function faultOf(findings: readonly Finding[]): ClaimFault | null {
  const first = findings.find((finding) => isSuspicious([finding]))
  return first === undefined ? null : (FAULT_OF[first.check] ?? null)
}
