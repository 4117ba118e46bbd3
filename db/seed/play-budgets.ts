import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import { budgets } from '#db/schema/ledger.ts'
import { records } from '#db/schema/log.ts'
import { DEMO_AWARDS } from './awards.ts'
import { demoBudgets, type DemoBudget } from './budgets.ts'
import type { DemoOffice } from './found-demo.ts'

type Deps = { office: DemoOffice; now: Date }
/** How long after it was entered a budget of the demo was confirmed. */
const CONFIRMED_AFTER_MS = 2 * 3_600_000

/** Enters the budgets of the demo and confirms them, as two people of the finance desk. */
export async function playBudgets(tx: Transaction, deps: Deps): Promise<void> {
  for (const budget of demoBudgets(DEMO_AWARDS, deps.now)) await playBudget(tx, deps, budget)
}

async function playBudget(
  tx: Transaction,
  { office }: Deps,
  { fund, year, yuan, document, by, confirmedBy, at }: DemoBudget,
): Promise<void> {
  const id = randomUUID()
  const confirmedAt = new Date(at.getTime() + CONFIRMED_AFTER_MS)
  const [proposer, confirmer] = [personOf(office, by), personOf(office, confirmedBy)]
  await tx.insert(budgets).values({
    id,
    fund,
    year,
    fen: BigInt(yuan) * 100n,
    document,
    documentOn: at.toISOString().slice(0, 10),
    proposedBy: proposer,
    proposedAt: at,
  })
  await tx.insert(records).values({ did: 'propose-budget', staffId: proposer, at })
  await tx.update(budgets).set({ confirmedBy: confirmer, confirmedAt }).where(eq(budgets.id, id))
  await tx.insert(records).values({ did: 'confirm-budget', staffId: confirmer, at: confirmedAt })
}

function personOf(office: DemoOffice, login: string): string {
  const id = office.people.get(login)
  if (id === undefined) throw new Error(`The demo has no ${login}`)
  return id
}
