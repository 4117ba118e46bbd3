import { m } from '#words/messages.js'

/** What the tables of the database are called by those who work with what is in them. */
const SOURCES: Readonly<Record<string, () => string>> = {
  tips: m.audit_source_tips,
  tip_files: m.audit_source_tip_files,
  messages: m.audit_source_messages,
  tip_moves: m.audit_source_tip_moves,
  tip_transfers: m.audit_source_tip_transfers,
  tip_intakes: m.audit_source_tip_intakes,
  tip_assignments: m.audit_source_tip_assignments,
  tip_notes: m.audit_source_tip_notes,
  tip_states: m.audit_source_tip_states,
  tip_wraps: m.audit_source_tip_wraps,
  tip_relations: m.audit_source_tip_relations,
  case_steps: m.audit_source_case_steps,
  case_narratives: m.audit_source_case_narratives,
  case_merges: m.audit_source_case_merges,
  case_links: m.audit_source_case_links,
  case_officers: m.audit_source_case_officers,
  cases: m.audit_source_cases,
  outcomes: m.audit_source_outcomes,
  outcome_confirmations: m.audit_source_outcome_confirmations,
  records: m.audit_source_records,
  tombstones: m.audit_source_tombstones,
  row_changes: m.audit_source_row_changes,
  site: m.audit_source_site,
  desks: m.audit_source_desks,
  staff: m.audit_source_staff,
  desk_members: m.audit_source_desk_members,
  clocks: m.audit_source_clocks,
  clock_changes: m.audit_source_clock_changes,
  clock_events: m.audit_source_clock_events,
  clock_pauses: m.audit_source_clock_pauses,
  pause_ends: m.audit_source_pause_ends,
  supervision_orders: m.audit_source_supervision_orders,
  order_entries: m.audit_source_order_entries,
  calendar_years: m.audit_source_calendar_years,
  calendar_days: m.audit_source_calendar_days,
  calendar_drafts: m.audit_source_calendar_drafts,
  deadline_sets: m.audit_source_deadline_sets,
  log_heads: m.audit_source_log_heads,
  log_entries: m.audit_source_log_entries,
  log_nodes: m.audit_source_log_nodes,
  log_leaves: m.audit_source_log_leaves,
}

/** The table of a finding in words, with its exact name for whoever looks into the database. */
export function sourceWords(source: string): string {
  const words = SOURCES[source]
  return words === undefined ? source : words()
}
