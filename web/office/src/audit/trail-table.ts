import type { TrailRow } from '#contract/audit.ts'
import { m } from '#words/messages.js'
import type { ExportCell, ExportTable } from '../exporting/table.ts'
import { language } from '../words/language.svelte.ts'
import { didWords } from './audit-words.ts'
import { secondOf } from './when.ts'

/** One line a deed. Times are texts, to the second: a sheet would round them to the minute. */
export function trailTable(rows: readonly TrailRow[]): ExportTable {
  const head = [m.audit_col_time(), m.audit_person(), m.audit_login(), m.audit_col_did(), m.audit_desk()]
  const rest = [m.audit_tip_number(), m.audit_case_number(), m.audit_col_object(), m.audit_col_index()]
  return { name: m.audit_nav_trail(), head: [...head, ...rest], rows: rows.map(line) }
}

const line = (row: TrailRow): ExportCell[] => [
  secondOf(row.at),
  row.by?.name ?? m.audit_nobody(),
  row.by?.login ?? null,
  didWords(row.did),
  row.desk && language.nameOf(row.desk),
  row.tip?.number ?? null,
  row.case,
  row.member?.name ?? null,
  row.index ?? m.audit_index_waits(),
]
