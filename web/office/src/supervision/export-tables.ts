import { CLOCK_KINDS, type ClockKind } from '#contract/clocks.ts'
import type { Figures, Supervision } from '#contract/supervision.ts'
import { m } from '#words/messages.js'
import type { ExportCell, ExportTable } from '../exporting/table.ts'
import { hasFigures } from './ranking.ts'
import { percent } from './shares.ts'
import { beforeWords, clockKindWords, groupWords } from './supervision-words.ts'

/** One line a desk or district, and one for all of them. */
export function groupsTable(report: Supervision): ExportTable {
  const columns = columnsOf(report)
  const line = (name: string, figures: Figures): ExportCell[] => [name, ...columns.map(({ of }) => of(figures))]
  return {
    name: m.sup_title(),
    head: [report.by === 'desk' ? m.sup_desk() : m.sup_district(), ...columns.map(({ name }) => name)],
    rows: [
      ...report.groups.filter(hasFigures).map((group) => line(groupWords(group), group)),
      line(m.sup_total(), report.total),
    ],
  }
}

/** One line a part of the period. */
export function partsTable({ parts, today }: Supervision): ExportTable {
  return {
    name: m.sup_flow_title(),
    head: [m.sup_from(), m.sup_to(), m.sup_flow_received(), m.sup_flow_finished()],
    rows: parts
      .filter(({ from }) => from <= today)
      .map(({ from, to, received, finished }) => [dayCell(from), dayCell(to), received, finished]),
  }
}

const dayCell = (day: string): ExportCell => ({ instant: `${day}T00:00:00+08:00` })

type Column = { name: string; of: (figures: Figures) => ExportCell }
function columnsOf(report: Supervision): Column[] {
  const before = beforeWords(report)
  return [
    { name: m.sup_received(), of: ({ during }) => during.received },
    { name: m.sup_received_before({ before }), of: (figures) => figures.before.received },
    { name: `${m.sup_spam_rate()} %`, of: ({ during }) => percent(during.spam, during.received) },
    { name: m.sup_finished(), of: ({ during }) => during.finished },
    { name: `${m.sup_intime_share()} %`, of: ({ during: { stages } }) => percent(stages.inTime, stages.ended) },
    {
      name: `${m.sup_intime_before({ before })} %`,
      of: (figures) => percent(figures.before.stages.inTime, figures.before.stages.ended),
    },
    ...CLOCK_KINDS.flatMap(ofKind),
    { name: m.sup_paused(), of: ({ now }) => now.paused },
    { name: m.sup_owed(), of: ({ now }) => now.open.answer },
    { name: m.sup_transfers_in(), of: ({ during }) => during.transfersIn },
    { name: m.sup_transfers_out(), of: ({ during }) => during.transfersOut },
    { name: m.sup_orders_issued(), of: ({ during }) => during.ordersIssued },
    { name: m.sup_orders_late(), of: ({ during }) => during.ordersLate },
    { name: m.sup_orders_open(), of: ({ now }) => now.ordersOpen },
    { name: m.sup_orders_overdue(), of: ({ now }) => now.ordersOverdue },
  ]
}

function ofKind(of: ClockKind): Column[] {
  const kind = clockKindWords[of]()
  return [
    { name: m.sup_export_ended({ kind }), of: ({ during }) => during.clocks[of].ended },
    { name: m.sup_export_in_time({ kind }), of: ({ during }) => during.clocks[of].inTime },
    { name: m.sup_export_days({ kind }), of: ({ during }) => during.clocks[of].medianDays },
    { name: m.sup_export_hours({ kind }), of: ({ during }) => during.clocks[of].medianHours },
    { name: m.sup_export_overdue({ kind }), of: ({ now }) => now.overdue[of] },
  ]
}
