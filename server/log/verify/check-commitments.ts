import type postgres from 'postgres'
import { sha256 } from '@noble/hashes/sha2.js'
import { commitmentOfHashes } from '#contract/commitment.ts'
import { isSame } from '#contract/tlog/hashes.ts'
import type { Findings } from './findings.ts'
import { selectCommitted, type CommittedTip } from './store-tips.ts'

const AT_ONCE = 1000
const DIGEST_BYTES = 32

/** Every tip still is what it committed to when it was sent. */
export async function checkCommitments(tx: postgres.TransactionSql, findings: Findings): Promise<void> {
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const tips = await selectCommitted(tx, after, AT_ONCE)
    for (const tip of tips) if (!isCommitted(tip)) findings.add('changed', { source: 'tips', record: tip.id })
    const last = tips.at(-1)
    if (last === undefined) return
    after = last.serial
  }
}

/** The commitment covers the files that came with the report; later ones stand behind them. */
function isCommitted(tip: CommittedTip): boolean {
  const parts = {
    tip: tip.id,
    reportHashBytes: tip.reportHash,
    lookupHashBytes: tip.lookupHash,
    claimPublicBytes: tip.claimPublic,
    mailboxRecipient: tip.mailboxRecipient,
    tipRecipient: tip.tipRecipient,
  }
  for (let end = tip.files.length; end >= 0; end -= DIGEST_BYTES) {
    const filesHashBytes = sha256(tip.files.subarray(0, end))
    if (isSame(commitmentOfHashes({ ...parts, filesHashBytes }), tip.commitment)) return true
  }
  return false
}
