import { AWARD_PAGE_ROWS, type AwardRow, type countAwards, type listAwards } from '#contract/award-lists.ts'
import { HELD_STEPS, nextStep } from '#contract/rewards/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { NEEDED } from '#contract/rewards/may-step.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import type { AwardsDeps } from './deps.ts'
import { notifyOf } from './notify.ts'
import { countStates, selectRows, type Row, type Scope, type Turn } from './store-list.ts'
import { permissionsAt, sightOf, viewerOf, type Viewer } from './viewer.ts'

/** A page of the awards that I see: those that wait for me, or all that the filters leave. */
export async function page(
  { db, now }: AwardsDeps,
  who: Who,
  { turn, after, overdue, ...filters }: ParamsOf<typeof listAwards>,
): Promise<ReplyOf<typeof listAwards>> {
  const viewer = await viewerOf(db, who)
  const found = await selectRows(db, {
    scope: scopeOf(viewer),
    turn: turnOf(viewer),
    isTurnOnly: turn === 'mine',
    filters: { ...filters, overdue: overdue === 'yes', ...(after === undefined ? {} : { after: placeOf(after) }) },
    today: dayInSanya(now()),
    most: AWARD_PAGE_ROWS + 1,
  })
  const rows = found.slice(0, AWARD_PAGE_ROWS).map((row) => rowOf(row, viewer))
  return { rows, next: found.length > rows.length ? (rows.at(-1)?.number ?? null) : null }
}

/** How many awards stand where. */
export async function counts(
  { db, now }: AwardsDeps,
  who: Who,
  fund: Fund | undefined,
): Promise<ReplyOf<typeof countAwards>> {
  const viewer = await viewerOf(db, who)
  const today = dayInSanya(now())
  return { today, ...(await countStates(db, { scope: scopeOf(viewer), turn: turnOf(viewer), fund, today })) }
}

const scopeOf = ({ elsewhere, own }: Viewer): Scope => (elsewhere === null ? own : null)

const turnOf = ({ staff, own, permissions }: Viewer): Turn => ({
  staff,
  own,
  steps: HELD_STEPS.filter((step) => permissions.includes(NEEDED[step])),
})

/** Who handled the tip is told so on the page of the award; that they did is too much to ask of every row of a list. */
function rowOf(row: Row, viewer: Viewer): AwardRow {
  const { award, desk, caseNumber, reporter, participants, ageDays, left, held } = row
  const next = nextStep(award.state)
  const isMine =
    next !== null && permissionsAt(viewer, award.deskId).includes(NEEDED[next]) && (held === null || held === next)
  return {
    award: award.id,
    fund: award.fund,
    number: award.number,
    desk,
    caseNumber: sightOf(viewer, award.deskId) === 'finance' ? null : caseNumber,
    reporter,
    participants,
    kind: award.kind,
    totalFen: String(award.totalFen),
    needsSecond: award.needsSecond,
    state: award.state,
    version: award.version,
    stateSince: award.stateSince.toISOString(),
    ageDays: Math.max(0, ageDays),
    notify: notifyOf(award, left),
    mine: isMine ? next : null,
  }
}

/** JL-2026-0012 is the twelfth award for a tip of 2026. */
function placeOf(number: string): { fund: Fund; year: number; seq: number } {
  const [letters, year, seq] = number.split('-')
  return { fund: letters === 'JL' ? 'tips' : 'strikes', year: Number(year), seq: Number(seq) }
}
