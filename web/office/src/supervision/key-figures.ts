import type { Supervision } from '#contract/supervision.ts'
import { m } from '#words/messages.js'
import { byOverdue, overdueOf } from './ranking.ts'
import { NONE, percent, percentText, signed } from './shares.ts'
import { beforeWords, groupWords } from './supervision-words.ts'
import type { Wanted } from './view.ts'

/** What somebody looks at who has one minute: five figures, each with what it is compared with or made of. */
export type KeyFigure = {
  id: string
  name: string
  value: string
  about: string[]
  wanted: Wanted | null
  isBad: boolean
}

export function keyFigures(report: Supervision): KeyFigure[] {
  return [received(report), inTime(report), overdue(report), owed(report), orders(report)]
}

function received({ total: { during, before }, ...of }: Supervision): KeyFigure {
  const change = m.sup_key_change({ change: signed(during.received - before.received) })
  return {
    id: 'received',
    name: m.sup_key_received(),
    value: String(during.received),
    about: [m.sup_key_before({ before: beforeWords(of), value: before.received }) + change],
    wanted: during.received > 0 ? { behind: 'received' } : null,
    isBad: false,
  }
}

function inTime({ total: { during, before }, ...of }: Supervision): KeyFigure {
  const [now, then] = [during.stages, before.stages]
  const shares = [percent(now.inTime, now.ended), percent(then.inTime, then.ended)] as const
  const change =
    shares[0] === null || shares[1] === null ? '' : m.sup_key_points({ change: signed(shares[0] - shares[1]) })
  return {
    id: 'in-time',
    name: m.sup_key_in_time(),
    value: percentText(now.inTime, now.ended),
    about: [
      m.sup_key_of({ part: now.inTime, whole: now.ended }),
      m.sup_key_before({ before: beforeWords(of), value: shares[1] === null ? NONE : `${shares[1]}%` }) + change,
    ],
    wanted: now.ended > now.inTime ? { behind: 'late' } : null,
    isBad: false,
  }
}

function overdue({ total, groups, by }: Supervision): KeyFigure {
  const [count, late] = [overdueOf(total), groups.filter((group) => overdueOf(group) > 0).length]
  const where = by === 'desk' ? m.sup_key_desks({ count: late }) : m.sup_key_districts({ count: late })
  const [worst] = byOverdue(groups)
  const most = worst === undefined ? [] : [m.sup_key_most({ group: groupWords(worst), count: overdueOf(worst) })]
  return {
    id: 'overdue',
    name: m.sup_key_overdue(),
    value: String(count),
    about: count > 0 ? [where, ...(late > 1 ? most : [])] : [],
    wanted: count > 0 ? { behind: 'overdue' } : null,
    isBad: count > 0,
  }
}

function owed({ total: { now } }: Supervision): KeyFigure {
  const [open, late] = [now.open.answer, now.overdue.answer]
  return {
    id: 'owed',
    name: m.sup_key_owed(),
    value: String(open),
    about: open > 0 ? [m.sup_key_owed_late({ count: late })] : [],
    wanted: open > 0 ? { behind: 'open', kind: 'answer' } : null,
    isBad: late > 0,
  }
}

function orders({ total: { now } }: Supervision): KeyFigure {
  return {
    id: 'orders',
    name: m.sup_key_orders(),
    value: String(now.ordersOpen),
    about: now.ordersOpen > 0 ? [m.sup_key_orders_late({ count: now.ordersOverdue })] : [],
    wanted: now.ordersOpen > 0 ? { behind: 'orders-open' } : null,
    isBad: now.ordersOverdue > 0,
  }
}
