import type { CaseLink } from '#contract/cases.ts'
import { openTip } from '#contract/tips.ts'
import { reporterKnownBy } from '#seal/payee-tokens.ts'
import { callOffice } from '../../session/call-office.ts'
import type { Keyring } from '../../session/keyring.ts'
import { openReport, openTipKey } from '../../tip/opened-tip.ts'
import type { Reporter } from './likenesses.ts'

/** `failed` names the tips that did not open. */
export type Compared = { reporters: Reporter[]; failed: string[] }

/** Opens the tips of a case in this browser, each leaving its trace, for who reported. */
export async function readReporters(links: readonly CaseLink[], keys: Keyring): Promise<Compared> {
  const compared: Compared = { reporters: [], failed: [] }
  for (const { tip, number, desk, removed } of links) {
    if (removed !== null) continue
    const identity = desk === null ? null : keys.identityOf(desk)
    const reporter = identity === null ? null : await readReporter(tip, number, identity)
    if (reporter === null) compared.failed.push(number)
    else compared.reporters.push(reporter)
  }
  return compared
}

async function readReporter(tip: string, number: string, deskIdentity: string): Promise<Reporter | null> {
  const answer = await callOffice(openTip, { params: { tip } })
  if (answer.is !== 'done') return null
  const key = await openTipKey(answer.reply, deskIdentity)
  if (key.is !== 'opened') return null
  const report = await openReport(answer.reply, key.value.identity)
  if (report.is !== 'opened') return null
  return { number, name: report.value.name, knownBy: reporterKnownBy(report.value) }
}
