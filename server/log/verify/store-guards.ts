import type postgres from 'postgres'

/** The SQL over the guards of the database itself. */

export type FoundTrigger = { table: string; name: string; definition: string; isOn: boolean }

/** The triggers of the tables, as PostgreSQL writes them down. */
export async function selectTriggers(tx: postgres.TransactionSql): Promise<FoundTrigger[]> {
  return tx<FoundTrigger[]>`
    select c.relname as "table", g.tgname as name, pg_get_triggerdef(g.oid) as definition, g.tgenabled in ('O', 'A') as "isOn"
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'public'::regnamespace and not g.tgisinternal`
}

/** The names that are tables, and not a view or something else that only looks like one. */
export async function selectTables(tx: postgres.TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
  return rows.map(({ name }) => name)
}
