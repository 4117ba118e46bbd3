import { createHash, randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { digestOf } from '#contract/rewards/digest.ts'
import type { ClaimContent } from '#contract/money/claim.ts'
import { PARTS_OF } from '#contract/money/signed-claim.ts'
import type { Method } from '#contract/money/names.ts'
import { fresh, gone, take } from './awards-acts.ts'
import {
  crackedCase,
  propose,
  startRuledAwards,
  strikeProposal,
  type AwardsWorld,
  type Proposal,
} from './awards-world.ts'

/** Claims as raw SQL: by the role of the public process, or by that of the office for those who took part. */
export type ClaimsWorld = AwardsWorld & { visitor: postgres.Sql }

type Sql = postgres.Sql | postgres.TransactionSql
/** Something that is owed to the reporter, or to the first of those who took part. */
export type Owed = { award: string; payable: string; fen: bigint; tip: string | null; case: string; said: Proposal }

export async function startClaims(): Promise<ClaimsWorld> {
  const it = await startRuledAwards()
  const visitor = postgres(it.world.database.publicUrl, { max: 6, onnotice: () => {} })
  return {
    ...it,
    visitor,
    async stop() {
      await visitor.end()
      await it.stop()
    },
  }
}

/** An award for a tip that was granted, by another one than those who pay. */
export async function grantedTip(it: AwardsWorld, fen = '50000'): Promise<Owed> {
  return granted(it, await fresh(it), fen)
}
/** The same for a tip that was accepted. */
export async function grantedFor(it: AwardsWorld, tip: string): Promise<Owed> {
  return granted(it, { tip, case: await crackedCase(it, [tip]) })
}
async function granted(it: AwardsWorld, about: { tip: string; case: string }, fen = '50000'): Promise<Owed> {
  const said = await gone(it, ['review', 'approve', 'fund'], { ...about, fen })
  return owedOf(it.owner, said, about.tip, about.case)
}

/** An award for those who took part that was granted. */
export async function grantedStrike(it: AwardsWorld, fen = '80000'): Promise<Owed> {
  const of = await crackedCase(it)
  const said = await strikeProposal(it, { case: of, fen })
  await propose(it.office, it.people.lin, said)
  for (const step of ['review', 'approve', 'fund'] as const) await take(it, step, said)
  return owedOf(it.owner, said, null, of)
}

async function owedOf(owner: postgres.Sql, said: Proposal, tip: string | null, of: string): Promise<Owed> {
  const [row] =
    await owner`select id, fen::text from payables where award_id = ${said.award} and version = ${said.version} order by participant limit 1`
  return { award: said.award, payable: String(row?.['id']), fen: BigInt(String(row?.['fen'])), tip, case: of, said }
}

export type ClaimRow = {
  payable_id: string
  seq: number
  method: Method
  fen: string
  sealed: Buffer | null
  verifier: Buffer | null
  has_word: boolean
  digest: Buffer
  signature: Buffer
  staff_id: string | null
  at: Date
  from_office: boolean | null
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const thisHour = (at = new Date()): Date => new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)

/** The row of a claim that says what its digest says. `change` alters it before it is hashed. */
export function claimRow(
  { award, payable, fen }: Pick<Owed, 'award' | 'payable' | 'fen'>,
  {
    seq = 1,
    method = 'voucher',
    by = null,
    at = thisHour(),
  }: { seq?: number; method?: Method; by?: string | null; at?: Date } = {},
): ClaimRow {
  const parts = PARTS_OF[method]
  const sealed = parts.sealed ? randomBytes(60) : null
  const verifier = parts.verifier ? randomBytes(32) : null
  const content: ClaimContent = {
    award,
    payable,
    seq,
    fen: String(fen),
    method,
    sealedSha256: sealed && sha256(sealed),
    verifier: verifier && verifier.toString('hex'),
    hasWord: false,
  }
  return {
    payable_id: payable,
    seq,
    method,
    fen: String(fen),
    sealed,
    verifier,
    has_word: false,
    digest: Buffer.from(digestOf(content), 'hex'),
    signature: randomBytes(64),
    staff_id: by,
    at,
    from_office: null,
  }
}

/** Inserts a claim; a tipster's as the public role. */
export const claim = (sql: Sql, row: ClaimRow): Promise<unknown> => sql`insert into claims ${sql(row)}`

/** Claims something as a tipster does; the row. */
export async function claimed(
  it: ClaimsWorld,
  owed: Owed,
  about: Parameters<typeof claimRow>[1] = {},
): Promise<ClaimRow> {
  const row = claimRow(owed, owed.tip === null ? { method: 'transfer', by: it.people.xu, ...about } : about)
  await claim(owed.tip === null ? it.office : it.visitor, row)
  return row
}

export const payableState = async (it: AwardsWorld, { payable }: Pick<Owed, 'payable'>): Promise<unknown> =>
  (await it.owner`select state from payables where id = ${payable}`)[0]?.['state']

/** Tries a voucher on the newest claim. */
export const tryVoucher = (
  it: AwardsWorld,
  { payable }: Pick<Owed, 'payable'>,
  isRight: boolean,
  { by = it.people.xu, claimSeq = 1, at = new Date() }: { by?: string; claimSeq?: number; at?: Date } = {},
): Promise<unknown> =>
  it.office`insert into voucher_tries (payable_id, seq, claim_seq, staff_id, at, is_right) values (${payable}, 0, ${claimSeq}, ${by}, ${at}, ${isRight})`

/** Holds something up as an auditor does. */
export const freeze = (it: AwardsWorld, { payable }: Pick<Owed, 'payable'>, cause = 'audit'): Promise<unknown> =>
  it.office`insert into freezes (payable_id, seq, cause, at, staff_id) values (${payable}, 0, ${cause}, now(), ${it.people.wang})`
export const release = (it: AwardsWorld, { payable }: Pick<Owed, 'payable'>): Promise<unknown> =>
  it.office`update freezes set released_by = ${it.people.qiu}, released_at = now(), reason = 'x' where payable_id = ${payable} and released_at is null`

/** Says as the tipster that a claim was somebody else's. */
export const dispute = (it: ClaimsWorld, { payable }: Pick<Owed, 'payable'>, seq = 1): Promise<unknown> =>
  it.visitor`insert into claim_disputes (payable_id, claim_seq, signature, at) values (${payable}, ${seq}, ${randomBytes(64)}, ${thisHour()})`

/** Lets the term of an award be over since a day, as time would. */
export async function termOver(it: AwardsWorld, { award }: Pick<Owed, 'award'>, on = '2026-01-05'): Promise<void> {
  await it.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update awards set claim_until = ${on} where id = ${award}`
  })
}
