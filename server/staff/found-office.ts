import { createHash, timingSafeEqual } from 'node:crypto'
import { isNull } from 'drizzle-orm'
import type { foundOffice } from '#contract/staff.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { deskMembers, desks, site, staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { record } from '../log/record.ts'
import { insistSealed } from './insist-sealed.ts'
import { hashProof } from './sign-in.ts'

type Founding = BodyOf<typeof foundOffice>

/** The founding ceremony: once, with the token that the server printed. The founder leads every desk. */
export async function foundOfficeWith(deps: { db: Database; setupToken: string }, founding: Founding): Promise<void> {
  insist(isSame(founding.setupToken.trim(), deps.setupToken), 'setupTokenWrong')
  const { shares, threshold } = founding.recoveryShares
  insist(threshold >= 2 && threshold <= shares && shares <= 20, 'invalidInput', { field: 'recoveryShares' })
  insist(
    founding.desks.some((desk) => desk.kind === 'investigation'),
    'invalidInput',
    { field: 'desks' },
  )
  for (const desk of founding.desks) insistSealed(desk.founderKeyB64, desk.recoveryKeyB64, desk.matchingKeyB64)
  insistSealed(founding.founder.memberKeyB64)
  const loginHash = await hashProof(founding.founder.loginProofB64)
  await deps.db.transaction(async (tx) => {
    const founded = await tx
      .update(site)
      .set({
        foundedAt: new Date(),
        recoveryRecipient: founding.recoveryRecipient,
        recoveryShares: shares,
        recoveryThreshold: threshold,
      })
      .where(isNull(site.foundedAt))
      .returning({ siteId: site.siteId })
    insist(founded.length === 1, 'alreadyFounded')
    await insertFounder(tx, founding, loginHash)
    for (const desk of founding.desks) await insertDesk(tx, desk, founding.founder.id)
    await record(tx, { did: 'found-office', staff: founding.founder.id })
  })
}

async function insertFounder(tx: Transaction, { founder }: Founding, loginHash: string): Promise<void> {
  const { id, login, name, memberRecipient } = founder
  await tx
    .insert(staff)
    .values({ id, login, name, loginHash, memberRecipient, memberKey: fromB64(founder.memberKeyB64) })
}

async function insertDesk(tx: Transaction, desk: Founding['desks'][number], founderId: string): Promise<void> {
  const { founderKeyB64, recoveryKeyB64, matchingKeyB64, ...plain } = desk
  const isInvestigation = desk.kind === 'investigation'
  insist(isInvestigation === (matchingKeyB64 !== null), 'invalidInput', { field: 'matchingKeyB64' })
  await tx.insert(desks).values({
    ...plain,
    recoveryKey: fromB64(recoveryKeyB64),
    matchingKey: matchingKeyB64 === null ? null : fromB64(matchingKeyB64),
  })
  await tx.insert(deskMembers).values({
    deskId: desk.id,
    staffId: founderId,
    role: 'lead',
    deskKey: fromB64(founderKeyB64),
    keyGivenBy: founderId,
  })
}

function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}
