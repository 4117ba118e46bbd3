import { ALARM_KINDS, ALARM_PAGE_ROWS, type Alarm, type countAlarms, type listAlarms } from '#contract/alarms.ts'
import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { asAuditor } from '../audit/as-auditor.ts'
import { toB64 } from '../http/b64.ts'
import type { AlarmsDeps } from './deps.ts'
import { countHeld } from './store-freezes.ts'
import { gatherAlarms } from './gather.ts'
import { selectAuditDesks, selectLooks, selectReviews } from './store-reviews.ts'

/** A page of the alarms that stand now, with who looked into them. */
export async function page(
  { db, now }: AlarmsDeps,
  { state, kind, after = 0 }: ParamsOf<typeof listAlarms>,
): Promise<ReplyOf<typeof listAlarms>> {
  const { open, seen } = await standing(db, now())
  const ofState = state === 'open' ? open : seen
  const chosen = kind === undefined ? ofState : ofState.filter(({ why }) => why.kind === kind)
  const rows = chosen.slice(after, after + ALARM_PAGE_ROWS)
  const end = after + rows.length
  return {
    rows: await withReviews(db, rows, state === 'open'),
    next: end < chosen.length ? end : null,
    counts: { open: open.length, seen: seen.length },
    kinds: ALARM_KINDS.map((each) => ({
      kind: each,
      count: ofState.filter(({ why }) => why.kind === each).length,
    })).filter(({ count }) => count > 0),
    recipients: await selectAuditDesks(db, MAX_RECIPIENTS),
  }
}

export async function counts({ db, now }: AlarmsDeps): Promise<ReplyOf<typeof countAlarms>> {
  const { open } = await standing(db, now())
  const urgent = open.filter(({ gravity }) => gravity === 'urgent').length
  return { open: open.length, urgent, frozen: await asAuditor(db, countHeld) }
}

/** The alarms that nobody has looked into since they last became more, and the others. */
function standing(db: Database, now: Date): Promise<{ open: Alarm[]; seen: Alarm[] }> {
  return asAuditor(db, async (tx) => {
    const alarms = await gatherAlarms(tx, now)
    const looks = await selectLooks(tx)
    const isSeen = ({ alarm, latest }: Alarm): boolean => (looks.get(alarm)?.getTime() ?? 0) >= Date.parse(latest)
    return { open: alarms.filter((one) => !isSeen(one)), seen: alarms.filter(isSeen) }
  })
}

async function withReviews(db: Database, alarms: readonly Alarm[], isOpen: boolean) {
  const found = await selectReviews(
    db,
    alarms.map(({ alarm }) => alarm),
  )
  return alarms.map((one) => ({
    ...one,
    isOpen,
    reviews: found
      .filter(({ alarm }) => alarm === one.alarm)
      .map(({ review, by, at, note }) => ({ review, by, at: at.toISOString(), noteB64: toB64(note) })),
  }))
}
