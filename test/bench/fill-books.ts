import type postgres from 'postgres'

/**
 * So many entries of one fund in the last years, past the triggers, as if two people had entered budgets all that time: every third one
 * takes a little of it away. Gives the year.
 */
export async function fillBooks(owner: postgres.Sql, entries: number): Promise<number> {
  const year = 2026
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`select make_accounts('tips', ${year})`
    await tx`insert into journals (id, key, kind, fund, year, fen, day, month, series, seq, number, budget_id, at)
      select gen_random_uuid(), 'filled/' || n, case n % 3 when 0 then 'reduce' else 'appropriate' end, 'tips', ${year}, 1000 + n % 977,
        day, to_char(day, 'YYYY-MM'), '记', n, 'filled-' || n, gen_random_uuid(), day
      from generate_series(1, ${entries}) n, lateral (select date '2024-01-01' + n % 900 as day) d`
    await tx`insert into postings (journal_id, line, fund, year, month, account, fen)
      select j.id, l.line, j.fund, j.year, j.month, case l.line when 1 then a.debit else a.credit end, case l.line when 1 then j.fen else -j.fen end
      from journals j, journal_accounts(j.kind) a, generate_series(1, 2) l (line) where j.key like 'filled/%'`
    await tx`update ledger_accounts a set balance = p.fen from (select account, sum(fen) as fen from postings where fund = 'tips' and year = ${year} group by account) p
      where a.fund = 'tips' and a.year = ${year} and a.account = p.account`
  })
  await owner`analyze journals, postings`
  return year
}

/** Milliseconds that the trial balance takes, so many times, from the fastest to the slowest. */
export async function trialBalanceTimes(
  sql: postgres.Sql,
  year: number,
  month: string | null,
  repeats: number,
): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < repeats; n++) {
    const start = performance.now()
    await sql`select * from trial_balance('tips', ${year}, ${month})`
    times.push(performance.now() - start)
  }
  return times.toSorted((one, other) => one - other)
}
