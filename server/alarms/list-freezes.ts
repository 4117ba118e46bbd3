import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import { FREEZE_PAGE_ROWS, type findOwed, type FreezeRow, type listFreezes } from '#contract/freezes.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import { namedPerson } from '../audit/resolve.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { AlarmsDeps } from './deps.ts'
import { countHeld, selectAwardOf, selectFreezes, selectOwed } from './store-freezes.ts'
import { selectAuditDesks } from './store-reviews.ts'

/** Payments that are held up, or were. */
export async function frozen(
  { db }: AlarmsDeps,
  { state, after = 0 }: ParamsOf<typeof listFreezes>,
): Promise<ReplyOf<typeof listFreezes>> {
  const rows = await selectFreezes(db, state, after, FREEZE_PAGE_ROWS + 1)
  const shown = rows.slice(0, FREEZE_PAGE_ROWS)
  return {
    rows: shown.map(rowOf),
    next: rows.length > shown.length ? after + shown.length : null,
    held: await countHeld(db),
    recipients: await selectAuditDesks(db, MAX_RECIPIENTS),
  }
}

function rowOf(row: Awaited<ReturnType<typeof selectFreezes>>[number]): FreezeRow {
  const { fen, at, by, releasedBy, releasedAt, reason, ...owed } = row
  const releaser = namedPerson(releasedBy)
  return {
    ...owed,
    fen: String(fen),
    at: at.toISOString(),
    by: namedPerson(by),
    released:
      releaser === null || releasedAt === null || reason === null
        ? null
        : { by: releaser, at: releasedAt.toISOString(), reasonB64: toB64(reason) },
  }
}

/** What is owed of an award, for holding it up. Refuses `awardNotFound`. */
export async function owedOf({ db }: AlarmsDeps, number: string): Promise<ReplyOf<typeof findOwed>> {
  const award = found(await selectAwardOf(db, number), 'awardNotFound')
  const rows = await selectOwed(db, award.award)
  return { ...award, rows: rows.map((row) => ({ ...row, fen: String(row.fen) })) }
}
