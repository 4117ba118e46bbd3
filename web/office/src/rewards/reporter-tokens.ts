import { openTip } from '#contract/tips.ts'
import { payeeTokensOfReporter } from '#seal/payee-tokens.ts'
import { callOffice } from '../session/call-office.ts'
import type { Keyring } from '../session/keyring.ts'
import { openReport, openTipKey } from '../tip/opened-tip.ts'

/**
 * What stands for the reporters of these tips within one case, so that nobody gets both of its rewards: opened here, each leaving its
 * trace, and forgotten again. Null where a tip does not open for the one who sits here.
 */
export async function reporterTokens(keys: Keyring, caseId: string, tips: readonly string[]): Promise<string[] | null> {
  const tokens: string[] = []
  for (const tip of tips) {
    const ofOne = await tokensOf(keys, caseId, tip)
    if (ofOne === null) return null
    tokens.push(...ofOne)
  }
  return [...new Set(tokens)].toSorted()
}

async function tokensOf(keys: Keyring, caseId: string, tip: string): Promise<string[] | null> {
  const answer = await callOffice(openTip, { params: { tip } })
  const identity = answer.is === 'done' ? keys.identityOf(answer.reply.desk) : null
  if (answer.is !== 'done' || identity === null || keys.matchingKeyB64 === null) return null
  const key = await openTipKey(answer.reply, identity)
  if (key.is !== 'opened') return null
  const report = await openReport(answer.reply, key.value.identity)
  return report.is === 'opened' ? payeeTokensOfReporter(keys.matchingKeyB64, caseId, report.value) : null
}
