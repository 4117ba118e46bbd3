/** What the log answers for. The triggers of the migrations enter exactly these; a test compares both. */

/** A table, the columns of its key as the log writes them, and the column of the time at which a record says it was made. */
export type Logged = { table: string; key: readonly string[]; at: string | null }
const rows = (table: string, ...key: string[]): Logged => ({ table, key, at: null })
const timed = (at: string, table: string, ...key: string[]): Logged => ({ table, key, at })

/** Records that go when a tip is deleted; what is left of them is an entry without a salt. */
export const OF_A_TIP: readonly Logged[] = [
  timed('received_at', 'tips', 'id'),
  rows('tip_files', 'tip_id', 'file_id'),
  timed('at', 'messages', 'tip_id', 'seq'),
  timed('at', 'tip_moves', 'tip_id', 'seq'),
  timed('at', 'tip_transfers', 'tip_id', 'seq'),
  rows('tip_intakes', 'tip_id'),
  timed('at', 'tip_assignments', 'tip_id', 'seq'),
  timed('at', 'tip_notes', 'tip_id', 'seq'),
  rows('clock_changes', 'tip_id', 'clock_id', 'version'),
  timed('at', 'clock_events', 'tip_id', 'clock_id', 'level'),
  timed('at', 'clock_pauses', 'tip_id', 'seq'),
  timed('at', 'pause_ends', 'tip_id', 'seq'),
  timed('at', 'order_entries', 'tip_id', 'order_id', 'seq'),
]

/** Records that never change: each has an entry of its own. */
export const FINAL: readonly Logged[] = [
  ...OF_A_TIP,
  timed('at', 'case_steps', 'case_id', 'seq'),
  timed('at', 'case_narratives', 'case_id', 'seq'),
  timed('at', 'case_merges', 'case_id'),
  timed('entered_at', 'outcomes', 'id'),
  timed('at', 'outcome_confirmations', 'outcome_id'),
  timed('at', 'records', 'seq'),
  timed('deleted_at', 'tombstones', 'tip_id'),
  timed('at', 'row_changes', 'seq'),
  timed('verified_at', 'calendar_years', 'year', 'version'),
  timed('proposed_at', 'award_versions', 'award_id', 'version'),
  timed('at', 'award_steps', 'award_id', 'seq'),
  rows('award_hands', 'award_id', 'staff_id'),
  timed('at', 'journals', 'id'),
  rows('postings', 'journal_id', 'line'),
  timed('closed_at', 'ledger_periods', 'month'),
  timed('at', 'reconciliations', 'seq'),
  timed('at', 'claims', 'payable_id', 'seq'),
  timed('at', 'claim_disputes', 'payable_id', 'claim_seq'),
  timed('at', 'voucher_tries', 'payable_id', 'seq'),
  timed('at', 'claim_extensions', 'award_id', 'seq'),
  timed('at', 'run_steps', 'run_id', 'step'),
  timed('at', 'payment_outcomes', 'payment_id', 'seq'),
  timed('at', 'alarm_reviews', 'id'),
]

/** Rows that may change: each change leaves a digest in `row_changes`, which is a record itself. */
export const CHANGING: readonly Logged[] = [
  rows('site', 'only'),
  rows('desks', 'id'),
  rows('staff', 'id'),
  rows('desk_members', 'desk_id', 'staff_id'),
  rows('cases', 'id'),
  rows('case_officers', 'case_id', 'staff_id'),
  rows('case_links', 'case_id', 'seq'),
  rows('tip_relations', 'one', 'other'),
  rows('calendar_days', 'day'),
  rows('calendar_drafts', 'year'),
  rows('deadline_sets', 'seq'),
  rows('supervision_orders', 'id'),
  rows('rule_sets', 'seq'),
  rows('rule_set_drafts', 'id'),
  rows('awards', 'id'),
  // Final as well; their keys are all that they say.
  rows('award_outcomes', 'award_id', 'version', 'outcome_id'),
  rows('award_joint_tips', 'award_id', 'version', 'tip_id'),
  rows('budgets', 'id'),
  rows('payables', 'id'),
  rows('freezes', 'payable_id', 'seq'),
  rows('runs', 'id'),
  rows('payments', 'id'),
  rows('lapse_lists', 'id'),
  rows('lapse_items', 'list_id', 'payable_id'),
]

/** The runs of clocks: each change leaves a digest in `clock_changes`, which goes with the tip. */
export const CLOCKS: Logged = rows('clocks', 'tip_id', 'id')

/** A trigger that has to be there, as PostgreSQL itself writes it down. */
export type GuardTrigger = { table: string; name: string; definition: string }

const trigger = (table: string, name: string, when: string, each: 'ROW' | 'STATEMENT', call: string): GuardTrigger => ({
  table,
  name,
  definition: `CREATE TRIGGER ${name} ${when} ON public.${table} FOR EACH ${each} EXECUTE FUNCTION ${call}`,
})
const quoted = (key: readonly string[]): string => key.map((column) => `'${column}'`).join(', ')
const stays = (table: string, guard: string, whole = guard): GuardTrigger[] => [
  trigger(table, 'final', 'BEFORE DELETE OR UPDATE', 'ROW', `${guard}()`),
  trigger(table, 'final_whole', 'BEFORE TRUNCATE', 'STATEMENT', `${whole}()`),
]

/** The check at commit that an entry in the books adds up. */
const balances = (table: string): GuardTrigger => ({
  table,
  name: 'balances',
  definition: `CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON public.${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_balances()`,
})

/** Tables from which not even retention deletes. */
const RETENTION_TOO: ReadonlySet<string> = new Set([
  'row_changes',
  'calendar_years',
  'award_versions',
  'award_steps',
  'award_hands',
  'journals',
  'postings',
  'ledger_periods',
  'reconciliations',
  'claims',
  'claim_disputes',
  'voucher_tries',
  'claim_extensions',
  'run_steps',
  'payment_outcomes',
  'alarm_reviews',
])

/** The triggers that enter records, note changes, and refuse to touch what is final. */
export const GUARDS: readonly GuardTrigger[] = [
  ...FINAL.flatMap(({ table, key }) => [
    trigger(table, 'entered', 'AFTER INSERT', 'ROW', `enter_in_log(${quoted(key)})`),
    ...stays(table, RETENTION_TOO.has(table) ? 'refuse_any_change' : 'refuse_change'),
  ]),
  ...CHANGING.map(({ table, key }) =>
    trigger(table, 'noted', 'AFTER INSERT OR DELETE OR UPDATE', 'ROW', `note_change(${quoted(key)})`),
  ),
  trigger('cases', 'final', 'BEFORE UPDATE', 'ROW', 'case_number_is_final()'),
  trigger('clocks', 'noted', 'AFTER INSERT OR UPDATE', 'ROW', 'note_clock()'),
  ...stays('case_links', 'link_only_ends', 'refuse_change'),
  ...stays('deadline_sets', 'set_only_settles', 'refuse_any_change'),
  ...stays('rule_sets', 'rules_only_settle', 'refuse_any_change'),
  ...stays('awards', 'award_only_follows', 'refuse_any_change'),
  ...stays('award_outcomes', 'refuse_any_change'),
  ...stays('award_joint_tips', 'refuse_any_change'),
  trigger('staff', 'final', 'BEFORE UPDATE', 'ROW', 'signing_key_is_final()'),
  trigger('award_versions', 'proposes', 'BEFORE INSERT', 'ROW', 'version_proposes()'),
  trigger('award_versions', 'proposed', 'AFTER INSERT', 'ROW', 'version_proposed()'),
  trigger('order_entries', 'goes_on', 'BEFORE INSERT', 'ROW', 'order_goes_on()'),
  trigger('award_steps', 'goes_on', 'BEFORE INSERT', 'ROW', 'award_goes_on()'),
  trigger('rule_sets', 'arrives', 'BEFORE INSERT', 'ROW', 'rules_arrive()'),
  trigger('budgets', 'arrives', 'BEFORE INSERT', 'ROW', 'budget_arrives()'),
  ...stays('budgets', 'budget_only_settles', 'refuse_any_change'),
  trigger('budgets', 'in_books', 'AFTER UPDATE', 'ROW', 'budget_in_books()'),
  trigger('award_steps', 'in_books', 'AFTER INSERT', 'ROW', 'step_in_books()'),
  trigger('award_versions', 'in_books', 'AFTER INSERT', 'ROW', 'version_in_books()'),
  trigger('payables', 'final', 'BEFORE INSERT OR DELETE OR UPDATE', 'ROW', 'payable_only_moves()'),
  trigger('payables', 'final_whole', 'BEFORE TRUNCATE', 'STATEMENT', 'refuse_any_change()'),
  trigger('journals', 'arrives', 'BEFORE INSERT', 'ROW', 'journal_arrives()'),
  trigger('postings', 'arrives', 'BEFORE INSERT', 'ROW', 'posting_arrives()'),
  ...['journals', 'postings'].map(balances),
  trigger('postings', 'counts', 'AFTER INSERT', 'ROW', 'posting_counts()'),
  trigger('ledger_accounts', 'final', 'BEFORE INSERT OR DELETE OR UPDATE', 'ROW', 'account_only_counts()'),
  trigger('ledger_accounts', 'final_whole', 'BEFORE TRUNCATE', 'STATEMENT', 'refuse_any_change()'),
  trigger('ledger_periods', 'arrives', 'BEFORE INSERT', 'ROW', 'period_closes()'),
  ...stays('freezes', 'freeze_only_ends', 'refuse_any_change'),
  ...stays('runs', 'run_only_follows', 'refuse_any_change'),
  ...stays('payments', 'payment_only_follows', 'refuse_any_change'),
  ...stays('lapse_lists', 'list_only_settles', 'refuse_any_change'),
  ...stays('lapse_items', 'item_only_follows', 'refuse_any_change'),
  ...[
    ['claims', 'claim'],
    ['claim_disputes', 'dispute'],
    ['voucher_tries', 'try'],
    ['claim_extensions', 'extension'],
  ].flatMap(([table = '', name = '']) => [
    trigger(table, 'arrives', 'BEFORE INSERT', 'ROW', `${name}_arrives()`),
    trigger(table, 'follows', 'AFTER INSERT', 'ROW', `${name}_follows()`),
  ]),
  trigger('freezes', 'arrives', 'BEFORE INSERT', 'ROW', 'freeze_arrives()'),
  trigger('runs', 'arrives', 'BEFORE INSERT', 'ROW', 'run_arrives()'),
  {
    table: 'runs',
    name: 'made',
    definition:
      'CREATE CONSTRAINT TRIGGER made AFTER INSERT ON public.runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION run_is_made()',
  },
  trigger('run_steps', 'goes_on', 'BEFORE INSERT', 'ROW', 'run_goes_on()'),
  trigger('payments', 'arrives', 'BEFORE INSERT', 'ROW', 'payment_arrives()'),
  trigger('payment_outcomes', 'goes_on', 'BEFORE INSERT', 'ROW', 'outcome_goes_on()'),
  trigger('lapse_lists', 'arrives', 'BEFORE INSERT', 'ROW', 'list_arrives()'),
  trigger('lapse_items', 'arrives', 'BEFORE INSERT', 'ROW', 'item_arrives()'),
  ...stays('sealed_pieces', 'refuse_change'),
  trigger('tip_wraps', 'final', 'BEFORE UPDATE', 'ROW', 'refuse_update()'),
  ...stays('log_leaves', 'leaf_only_settles', 'refuse_change'),
  ...['log_entries', 'log_nodes', 'log_heads', 'log_identity', 'log_checks', 'auditor_mails'].flatMap((table) =>
    stays(table, 'refuse_any_change'),
  ),
  trigger('log_heads', 'grows', 'BEFORE INSERT', 'ROW', 'head_grows()'),
  trigger('tip_moves', 'clocks', 'AFTER INSERT', 'ROW', 'move_clocks()'),
  trigger('tip_transfers', 'clocks', 'AFTER INSERT', 'ROW', 'transfer_clocks()'),
  trigger('messages', 'clocks', 'AFTER INSERT', 'ROW', 'message_clocks()'),
]
