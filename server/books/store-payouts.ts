import { and, asc, between, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Fund } from '#contract/rewards/content.ts'
import type { Database } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { claims, payments, runs, runSteps } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of who was paid. */

const [makers, checkers] = [alias(staff, 'makers'), alias(staff, 'checkers')]
const [making, checking] = [alias(runSteps, 'making'), alias(runSteps, 'checking')]

/** Payments of some days, in the order of their vouchers; also those that the bank sent back later. */
export const selectPayouts = (
  db: Database,
  { from, to, fund }: { from: string; to: string; fund?: Fund | undefined },
  most: number,
) =>
  db
    .select({
      payment: payments.id,
      award: awards.id,
      awardNumber: awards.number,
      fund: payables.fund,
      payee: sql<string>`coalesce(${awardVersions.content}->>'reporter',
        ${awardVersions.content}->'participants'->(${payables.participant} - 1)->>'name', '')`,
      fen: sql<string>`${payments.fen}::text`,
      method: claims.method,
      voucher: sql<string>`${payments.receipt}`,
      paidOn: sql<string>`${payments.paidOn}::text`,
      runNumber: runs.number,
      cashier: sql<string>`coalesce(${makers.name}, '')`,
      checker: sql<string>`coalesce(${checkers.name}, '')`,
      isBounced: sql<boolean>`${payments.state} = 'bounced'`,
    })
    .from(payments)
    .innerJoin(payables, eq(payables.id, payments.payableId))
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, payables.version)))
    .innerJoin(claims, and(eq(claims.payableId, payables.id), eq(claims.seq, payments.claimSeq)))
    .innerJoin(runs, eq(runs.id, payments.runId))
    .leftJoin(making, and(eq(making.runId, runs.id), eq(making.step, 'make')))
    .leftJoin(makers, eq(makers.id, making.staffId))
    .leftJoin(checking, and(eq(checking.runId, runs.id), eq(checking.step, 'check')))
    .leftJoin(checkers, eq(checkers.id, checking.staffId))
    .where(
      and(
        inArray(payments.state, ['paid', 'bounced']),
        between(payments.paidOn, from, to),
        fund && eq(payables.fund, fund),
      ),
    )
    .orderBy(asc(payments.paidOn), asc(payments.receipt))
    .limit(most)
