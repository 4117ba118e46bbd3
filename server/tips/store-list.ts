import { and, desc, eq, gte, isNull, lt, lte, ne, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { SOON_WORKING_DAYS, type Due } from '#contract/clocks.ts'
import type { listTips } from '#contract/tips.ts'
import { STAGES, type Stage } from '#contract/stages.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { caseLinks, cases } from '#db/schema/cases.ts'
import { clocks } from '#db/schema/clocks.ts'
import { staff } from '#db/schema/staff.ts'
import { tipFiles, tips, tipStates, tipWraps } from '#db/schema/tips.ts'
import { noteMentions, tipRelations } from '#db/schema/triage.ts'

/** The SQL of the inbox: its pages and its counts. */

export type Filters = Omit<ParamsOf<typeof listTips>, 'desk'>
/** Who asks, at which desk, and which day it is in Sanya. */
export type Asker = { deskId: string; staffId: string; today: string }

const firsts = alias(tips, 'firsts')
const firstStates = alias(tipStates, 'first_states')
const assignees = alias(staff, 'assignees')
const mentionsMe = (staffId: string): SQL<boolean> =>
  sql<boolean>`exists (select from ${noteMentions} where ${noteMentions.tipId} = ${tipStates.tipId} and ${noteMentions.staffId} = ${staffId} and not ${noteMentions.seen})`
const newestCase = sql<
  string | null
>`(select c.number from ${caseLinks} l join ${cases} o on o.id = l.case_id join ${cases} c on c.id = coalesce(o.merged_into, o.id)
  where l.tip_id = ${tipStates.tipId} and l.removed_at is null order by c.serial desc limit 1)`

/** Of the running clocks of a tip the one that is due first; one that stands still comes last. */
const mostPressing = (today: string): SQL<Due | null> => sql<Due | null>`(
  select json_build_object('kind', c.kind, 'on', c.due_on, 'provisional', c.provisional,
    'isOverdue', c.paused_on is null and c.due_on < ${today}::date,
    'isSoon', c.paused_on is null and c.due_on >= ${today}::date
      and c.due_on <= (select due_on from add_working_days(${today}::date, ${SOON_WORKING_DAYS}::integer)), 'isPaused', c.paused_on is not null)
  from ${clocks} c where c.tip_id = ${tipStates.tipId} and c.ended_at is null
  order by c.paused_on is not null, c.due_on, c.kind limit 1)`

/** In the order of the queue. One row more than `most` tells that there are further ones. */
export async function selectTips(db: Database, asker: Asker, filters: Filters, most: number) {
  return (
    db
      .select({
        tip: tips.id,
        serial: tips.serial,
        queueKey: tipStates.queueKey,
        receivedAt: tips.receivedAt,
        category: tips.category,
        district: tips.district,
        stage: tipStates.stage,
        waitingFor: tipStates.waitingFor,
        unread: tipStates.unread,
        files: sql<number>`(select count(*)::int from ${tipFiles} where ${tipFiles.tipId} = ${tips.id})`,
        priority: tipStates.priority,
        assignee: { id: assignees.id, name: assignees.name },
        followUpOn: tipStates.followUpOn,
        mentionsMe: mentionsMe(asker.staffId),
        likeSpam: tipStates.likeSpam,
        first: { serial: firsts.serial, receivedAt: firsts.receivedAt },
        caseNumber: newestCase,
        due: mostPressing(asker.today),
        wrap: tipWraps.wrap,
      })
      .from(tipStates)
      .innerJoin(tips, eq(tips.id, tipStates.tipId))
      .innerJoin(tipWraps, and(eq(tipWraps.tipId, tipStates.tipId), eq(tipWraps.deskId, tipStates.deskId)))
      .leftJoin(assignees, eq(assignees.id, tipStates.assigneeId))
      .leftJoin(tipRelations, eq(tipRelations.secondTip, tipStates.tipId))
      // Of a tip that went to another desk since, not even the number is told.
      .leftJoin(firstStates, and(eq(firstStates.tipId, tipRelations.firstTip), eq(firstStates.deskId, asker.deskId)))
      .leftJoin(firsts, eq(firsts.id, firstStates.tipId))
      .where(and(eq(tipStates.deskId, asker.deskId), ...conditions(filters, asker)))
      .orderBy(desc(tipStates.queueKey))
      .limit(most)
  )
}

/** Open tips have greater places in the queue than those that have ended; `queue_key` in db/schema/tips.ts says how. */
const OPEN_FROM = 2 ** 40

/**
 * Each condition has an index that ends in the queue's order. Spam shows only when it is asked for; work that is
 * somebody's, nobody's, pressing or due is open work, unless a stage is asked for.
 */
function conditions(filters: Filters, asker: Asker): (SQL | undefined)[] {
  const { stage, category, district, waiting, unread, priority, assignee, followUp, mentioned, likeSpam, before } =
    filters
  const isOfWork = [priority, assignee, followUp].some((filter) => filter !== undefined)
  return [
    isOfWork && stage === undefined ? gte(tipStates.queueKey, OPEN_FROM) : undefined,
    stage === undefined ? ne(tipStates.stage, 'spam') : eq(tipStates.stage, stage),
    category && eq(tipStates.category, category),
    district && eq(tipStates.district, district),
    waiting && eq(tipStates.waitingFor, waiting),
    unread && eq(tipStates.unread, true),
    priority && eq(tipStates.priority, priority),
    assignee === undefined ? undefined : assignedTo(assignee, asker.staffId),
    followUp && lte(tipStates.followUpOn, asker.today),
    mentioned && mentionsMe(asker.staffId),
    likeSpam && sql`${tipStates.likeSpam} and ${tipStates.stage} = 'received'`,
    before === undefined ? undefined : lt(tipStates.queueKey, before),
  ]
}

const assignedTo = (assignee: string, me: string): SQL =>
  assignee === 'nobody' ? isNull(tipStates.assigneeId) : eq(tipStates.assigneeId, assignee === 'me' ? me : assignee)

/** Counts that stop one beyond the cap, each along its own index. */
export async function countQueues(db: Database, asker: Asker) {
  const count = (condition: Filters): SQL<number> => {
    const where = and(eq(tipStates.deskId, asker.deskId), ...conditions(condition, asker))
    return sql<number>`(select count(*)::int from (select from ${tipStates} where ${where} limit ${COUNT_CAP + 1}) counted)`
  }
  const queues = {
    waitingForDesk: count({ waiting: 'desk' }),
    unread: count({ unread: 'yes' }),
    danger: count({ priority: 'danger' }),
    mine: count({ assignee: 'me' }),
    unassigned: count({ assignee: 'nobody' }),
    due: count({ followUp: 'due' }),
    mentions: count({ mentioned: 'me' }),
    likeSpam: count({ likeSpam: 'yes' }),
  }
  const stages = STAGES.map((stage) => sql`${stage}::text, ${count({ stage })}`)
  const [row] = await db
    .select({ ...queues, stages: sql<Record<Stage, number>>`json_build_object(${sql.join(stages, sql`, `)})` })
    .from(sql`(select 1) as once`)
  return row
}
