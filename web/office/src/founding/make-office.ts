import type { BodyOf } from '#contract/route.ts'
import type { foundOffice, NewDesk } from '#contract/staff.ts'
import { toB64 } from '#seal/b64.ts'
import { newKeyPair } from '#seal/identities.ts'
import { newMatchingKeyB64 } from '#seal/member-keys.ts'
import { splitRecovery } from '#seal/recovery.ts'
import { seal } from '#seal/seal.ts'
import { makeAccount, type NewPerson } from '../making/account.ts'
import type { DraftDesk } from './preset-desks.ts'

export type Founding = { founder: NewPerson; desks: readonly DraftDesk[]; shares: number; threshold: number }
export type MadeOffice = {
  body: Omit<BodyOf<typeof foundOffice>, 'setupToken'>
  shares: string[]
  recoveryRecipient: string
}

/** Makes every key of a new office in this browser. What comes back to be sent holds no secret in the clear; the shares are for paper only. */
export async function makeOffice(founding: Founding, siteId: string): Promise<MadeOffice> {
  const { account, member } = await makeAccount(founding.founder, siteId)
  const recovery = await newKeyPair()
  const matchingKeyB64 = newMatchingKeyB64()
  const holders = { founder: member.recipient, recovery: recovery.recipient }
  const desks: NewDesk[] = []
  for (const draft of founding.desks) desks.push(await makeDesk(draft, holders, matchingKeyB64))
  return {
    body: {
      founder: account,
      recoveryRecipient: recovery.recipient,
      recoveryShares: { shares: founding.shares, threshold: founding.threshold },
      desks,
    },
    shares: await splitRecovery(recovery.identity, founding.shares, founding.threshold),
    recoveryRecipient: recovery.recipient,
  }
}

async function makeDesk(
  draft: DraftDesk,
  holders: { founder: string; recovery: string },
  matchingKeyB64: string,
): Promise<NewDesk> {
  const id = crypto.randomUUID()
  const desk = await newKeyPair()
  const wrapped = async (recipient: string): Promise<string> =>
    toB64(await seal({ tip: id, kind: 'desk-key', seq: 0 }, desk.identity, [recipient]))
  const isInvestigating = draft.kind === 'investigation'
  return {
    id,
    nameZh: draft.nameZh.trim(),
    nameEn: draft.nameEn.trim(),
    kind: draft.kind,
    districts: isInvestigating ? draft.districts : [],
    categories: isInvestigating ? draft.categories : [],
    recipient: desk.recipient,
    founderKeyB64: await wrapped(holders.founder),
    recoveryKeyB64: await wrapped(holders.recovery),
    matchingKeyB64: isInvestigating
      ? toB64(await seal({ tip: id, kind: 'matching-key', seq: 0 }, matchingKeyB64, [desk.recipient]))
      : null,
  }
}
