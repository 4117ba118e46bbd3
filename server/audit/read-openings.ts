import { OPENINGS_DAYS, OPENINGS_PAGE_ROWS, type Flag, type readOpenings } from '#contract/audit.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import { asAuditor } from './as-auditor.ts'
import { flagsOf } from './flags.ts'
import { namedTip } from './resolve.ts'
import { dayAt, startOfDay } from './sanya-days.ts'
import { selectPlaces, selectSuspects, type OpeningRow } from './store-openings.ts'

type Asked = ParamsOf<typeof readOpenings>
type Reply = ReplyOf<typeof readOpenings>
type Flagged = OpeningRow & { flags: Flag[] }
const DAY_MS = 24 * 3_600_000

/** Openings of a period that ask for a reason: a page of them, and how many there are of each kind and person. */
export function readFlaggedOpenings(db: Database, asked: Asked, now: Date): Promise<Reply> {
  const period = periodOf(asked, now)
  return asAuditor(db, async (tx) => {
    const all = await flaggedIn(tx, period)
    const narrowed = all.filter((one) => isWanted(one, asked))
    const start = asked.before === undefined ? 0 : narrowed.findIndex(({ seq }) => seq === asked.before) + 1
    const page = narrowed.slice(start, start + OPENINGS_PAGE_ROWS)
    const places = await selectPlaces(
      tx,
      page.map(({ seq }) => seq),
    )
    return {
      ...period,
      rows: page.map((one) => shown(one, places.get(one.seq) ?? null)),
      older: narrowed.length > start + OPENINGS_PAGE_ROWS ? (page.at(-1)?.seq ?? null) : null,
      total: all.length,
      flags: countFlags(all),
      people: peopleOf(all),
    }
  })
}

/** How many openings of the last seven days ask for a reason. */
export async function countFlagged(
  tx: Transaction,
  now: Date,
): Promise<Pick<Reply, 'from' | 'to' | 'total' | 'flags'>> {
  const period = periodOf({}, now)
  const all = await flaggedIn(tx, period)
  return { ...period, total: all.length, flags: countFlags(all) }
}

function periodOf({ from, to }: Pick<Asked, 'from' | 'to'>, now: Date): { from: string; to: string } {
  const until = to ?? dayAt(now)
  const since = from ?? dayAt(startOfDay(until), 1 - OPENINGS_DAYS.usual)
  const days = (startOfDay(until).getTime() - startOfDay(since).getTime()) / DAY_MS + 1
  insist(days >= 1 && days <= OPENINGS_DAYS.most, 'invalidInput', { field: 'from' })
  return { from: since, to: until }
}

async function flaggedIn(tx: Transaction, { from, to }: { from: string; to: string }): Promise<Flagged[]> {
  const suspects = await selectSuspects(tx, startOfDay(from), startOfDay(to, 1))
  return suspects.map((row) => ({ ...row, flags: flagsOf(factsOf(row)) })).filter(({ flags }) => flags.length > 0)
}

const factsOf = (row: OpeningRow): Parameters<typeof flagsOf>[0] => ({
  did: row.did,
  at: new Date(row.at_ms),
  opener: row.opener.id,
  assignee: row.assignee?.id ?? null,
  isLead: row.is_lead,
  workedThere: row.worked_there,
  recordedDesk: row.desk?.id ?? null,
  tipDesk: row.tip_desk?.id ?? null,
  tips: row.tips,
})

const isWanted = (one: Flagged, { flag, person, desk }: Asked): boolean =>
  (flag === undefined || one.flags.includes(flag)) &&
  (person === undefined || one.opener.login === person) &&
  (desk === undefined || one.desk?.id === desk || one.tip_desk?.id === desk)

function shown(one: Flagged, index: number | null): Reply['rows'][number] {
  const there =
    one.serial === null || one.received_ms === null
      ? null
      : { serial: one.serial, receivedAt: new Date(one.received_ms) }
  const deleted = one.deleted_serial === null ? null : { serial: one.deleted_serial }
  return {
    seq: one.seq,
    at: new Date(one.at_ms).toISOString(),
    did: one.did,
    by: one.opener,
    tip: namedTip(there, deleted) ?? { number: '—', isDeleted: true },
    desk: one.desk,
    tipDesk: one.tip_desk,
    assignee: one.assignee,
    tips: one.tips,
    flags: one.flags,
    index,
  }
}

function countFlags(all: readonly Flagged[]): Record<Flag, number> {
  const counts: Record<Flag, number> = { 'not-assigned': 0, 'foreign-desk': 0, night: 0, many: 0 }
  for (const { flags } of all) for (const flag of flags) counts[flag]++
  return counts
}

/** Everybody with such openings, those with the most first. */
function peopleOf(all: readonly Flagged[]): Reply['people'] {
  const groups = [...Map.groupBy(all, ({ opener }) => opener.id).values()]
  return groups
    .flatMap((own) => (own[0] ? [{ person: own[0].opener, openings: own.length, flags: countFlags(own) }] : []))
    .toSorted((one, other) => other.openings - one.openings || one.person.login.localeCompare(other.person.login))
}
