import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { claim, claimRow, thisHour, type ClaimRow } from '../db/claims-world.ts'
import { proposed, startAwards, stepped, type AwardsWorld } from './awards-world.ts'

/** An office with granted awards, whose tipsters' acts are written as the role of the public process. */
export type MoneyWorld = AwardsWorld & { visitor: postgres.Sql; owner: postgres.Sql }
export type Owed = { award: string; number: string; payable: string; fen: bigint; tip: string; case: string }

export async function startMoney(): Promise<MoneyWorld> {
  const it = await startAwards()
  const visitor = postgres(it.world.database.publicUrl, { max: 4, onnotice: () => {} })
  return {
    ...it,
    visitor,
    owner: it.world.database.owner,
    async stop() {
      await visitor.end()
      await it.stop()
    },
  }
}

/** A tip of 1 kg of heroin, or as much, whose award was granted just now. The action comes so many hours after it was accepted. */
export async function granted(
  it: MoneyWorld,
  { grams = '1000', hours = 72 }: { grams?: string; hours?: number } = {},
): Promise<Owed> {
  const tip = await it.accepted()
  // The tip was accepted a while ago; only the owner of the tables can say so.
  await replica(
    it,
    (tx) => tx`update tip_moves set at = at - ${hours} * interval '1 hour' where tip_id = ${tip} and move = 'accept'`,
  )
  const of = await it.cracked([tip], { grams })
  const award = await proposed(it, { case: of, tip })
  await stepped(it, 'zheng', award, 'review')
  await stepped(it, 'he', award, 'approve')
  await stepped(it, 'xu', award, 'fund')
  const [row] =
    await it.owner`select p.id, p.fen::text, a.number from payables p join awards a on a.id = p.award_id where a.id = ${award}`
  return {
    award,
    number: String(row?.['number']),
    payable: String(row?.['id']),
    fen: BigInt(String(row?.['fen'])),
    tip,
    case: of,
  }
}

/** Writes as the owner of the tables, past every guard. */
export async function replica(it: MoneyWorld, write: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
  await it.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await write(tx)
  })
}

/** Lets the term of an award end on a day, as time would. */
export const termOver = (it: MoneyWorld, { award }: Owed, on = '2026-01-05'): Promise<void> =>
  replica(it, (tx) => tx`update awards set claim_until = ${on} where id = ${award}`)

/** Claims as a tipster does. */
export async function claimed(
  it: MoneyWorld,
  owed: Owed,
  about: Parameters<typeof claimRow>[1] & { fromOffice?: boolean } = {},
): Promise<ClaimRow> {
  const row = { ...claimRow(owed, about), from_office: about.fromOffice ?? null }
  await claim(it.visitor, row)
  return row
}

/** Says as the tipster that a claim was somebody else's. */
export const dispute = (it: MoneyWorld, { payable }: Owed, seq = 1): Promise<unknown> =>
  it.visitor`insert into claim_disputes (payable_id, claim_seq, signature, at) values (${payable}, ${seq}, ${randomBytes(64)}, ${thisHour()})`

export const stateOf = async (it: MoneyWorld, { payable }: Owed): Promise<unknown> =>
  (await it.owner`select state from payables where id = ${payable}`)[0]?.['state']

/** The kinds of entries in the books about something owed. */
export const entriesOf = async (it: MoneyWorld, { payable }: Owed): Promise<unknown[]> =>
  (await it.owner`select kind from journals where payable_id = ${payable} order by at, series, seq`).map(
    (row) => row['kind'],
  )
