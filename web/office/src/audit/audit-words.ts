import type { Flag } from '#contract/audit.ts'
import type { ClockKind } from '#contract/clocks.ts'
import { DEEDS, type DeedGroup, type DeedName } from '#contract/deeds.ts'
import type { FindingKind } from '#contract/log.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

const deedWords: Words<DeedName> = {
  'open-tip': m.audit_did_open_tip,
  'read-file': m.audit_did_read_file,
  'search-tip': m.audit_did_search_tip,
  'index-tip': m.audit_did_index_tip,
  'open-case': m.audit_did_open_case,
  'take-tip': m.audit_did_take_tip,
  'move-tip': m.audit_did_move_tip,
  'undo-move': m.audit_did_undo_move,
  'transfer-tip': m.audit_did_transfer_tip,
  'answer-tip': m.audit_did_answer_tip,
  'set-work': m.audit_did_set_work,
  'write-note': m.audit_did_write_note,
  'relate-tips': m.audit_did_relate_tips,
  'make-case': m.audit_did_make_case,
  'edit-case': m.audit_did_edit_case,
  'enter-step': m.audit_did_enter_step,
  'write-narrative': m.audit_did_write_narrative,
  'merge-case': m.audit_did_merge_case,
  'enter-outcome': m.audit_did_enter_outcome,
  'confirm-outcome': m.audit_did_confirm_outcome,
  'link-tip': m.audit_did_link_tip,
  'unlink-tip': m.audit_did_unlink_tip,
  'export-cases': m.audit_did_export_cases,
  'print-case': m.audit_did_print_case,
  'export-trail': m.audit_did_export_trail,
  'export-supervision': m.audit_did_export_supervision,
  invite: m.audit_did_invite,
  'withdraw-invitation': m.audit_did_withdraw_invitation,
  join: m.audit_did_join,
  'hand-over-key': m.audit_did_hand_over_key,
  'remove-member': m.audit_did_remove_member,
  'stop-staff': m.audit_did_stop_staff,
  'let-in-staff': m.audit_did_let_in_staff,
  'sign-in': m.audit_did_sign_in,
  'sign-out': m.audit_did_sign_out,
  'change-password': m.audit_did_change_password,
  'found-office': m.audit_did_found_office,
  'set-desk-mail': m.audit_did_set_desk_mail,
  'keep-canned-answer': m.audit_did_keep_canned_answer,
  'drop-canned-answer': m.audit_did_drop_canned_answer,
  'propose-deadlines': m.audit_did_propose_deadlines,
  'approve-deadlines': m.audit_did_approve_deadlines,
  'withdraw-deadlines': m.audit_did_withdraw_deadlines,
  'enter-calendar': m.audit_did_enter_calendar,
  'verify-calendar': m.audit_did_verify_calendar,
  'mistype-calendar': m.audit_did_mistype_calendar,
  'withdraw-calendar': m.audit_did_withdraw_calendar,
  'pause-clock': m.audit_did_pause_clock,
  'resume-clock': m.audit_did_resume_clock,
  'read-order': m.audit_did_read_order,
  'answer-order': m.audit_did_answer_order,
  'return-order': m.audit_did_return_order,
  'accept-order': m.audit_did_accept_order,
  'propose-award': m.audit_did_propose_award,
  'review-award': m.audit_did_review_award,
  'approve-award': m.audit_did_approve_award,
  'fund-award': m.audit_did_fund_award,
  'return-award': m.audit_did_return_award,
  'withdraw-award': m.audit_did_withdraw_award,
  'read-award': m.audit_did_read_award,
  'print-award': m.audit_did_print_award,
  'save-rules': m.audit_did_save_rules,
  'drop-rules': m.audit_did_drop_rules,
  'propose-rules': m.audit_did_propose_rules,
  'approve-rules': m.audit_did_approve_rules,
  'withdraw-rules': m.audit_did_withdraw_rules,
  'export-rules': m.audit_did_export_rules,
  'read-trail': m.audit_did_read_trail,
  'ask-check': m.audit_did_ask_check,
}
/** What somebody did; of a deed that this page does not know yet, its name. */
export function didWords(did: string): string {
  const known = DEEDS.find((deed) => deed === did)
  return known === undefined ? did : deedWords[known]()
}

export const groupWords: Words<DeedGroup> = {
  look: m.audit_group_look,
  flow: m.audit_group_flow,
  case: m.audit_group_case,
  export: m.audit_group_export,
  people: m.audit_group_people,
  entry: m.audit_group_entry,
  settings: m.audit_group_settings,
  clock: m.audit_group_clock,
  reward: m.audit_group_reward,
  audit: m.audit_group_audit,
}

export const flagWords: Words<Flag> = {
  'not-assigned': m.audit_flag_not_assigned,
  'foreign-desk': m.audit_flag_foreign_desk,
  night: m.audit_flag_night,
  many: m.audit_flag_many,
}
export const flagMeanings: Words<Flag> = {
  'not-assigned': m.audit_flag_not_assigned_means,
  'foreign-desk': m.audit_flag_foreign_desk_means,
  night: m.audit_flag_night_means,
  many: m.audit_flag_many_means,
}

export const clockKindWords: Words<ClockKind> = {
  accept: m.audit_clock_accept,
  verify: m.audit_clock_verify,
  decide: m.audit_clock_decide,
  close: m.audit_clock_close,
  answer: m.audit_clock_answer,
}

export const findingWords: Words<FindingKind> = {
  changed: m.audit_found_changed,
  added: m.audit_found_added,
  removed: m.audit_found_removed,
  reordered: m.audit_found_reordered,
  unentered: m.audit_found_unentered,
  unexplained: m.audit_found_unexplained,
  erasedWrongly: m.audit_found_erased,
  backdated: m.audit_found_backdated,
  rowDiffers: m.audit_found_row,
  stateDiffers: m.audit_found_state,
  headForged: m.audit_found_head_forged,
  headDiffers: m.audit_found_head_differs,
  headMissing: m.audit_found_head_missing,
  nodeDiffers: m.audit_found_node,
  forked: m.audit_found_forked,
  truncated: m.audit_found_truncated,
  unguarded: m.audit_found_unguarded,
}
export const findingMeanings: Words<FindingKind> = {
  changed: m.audit_found_changed_means,
  added: m.audit_found_added_means,
  removed: m.audit_found_removed_means,
  reordered: m.audit_found_reordered_means,
  unentered: m.audit_found_unentered_means,
  unexplained: m.audit_found_unexplained_means,
  erasedWrongly: m.audit_found_erased_means,
  backdated: m.audit_found_backdated_means,
  rowDiffers: m.audit_found_row_means,
  stateDiffers: m.audit_found_state_means,
  headForged: m.audit_found_head_forged_means,
  headDiffers: m.audit_found_head_differs_means,
  headMissing: m.audit_found_head_missing_means,
  nodeDiffers: m.audit_found_node_means,
  forked: m.audit_found_forked_means,
  truncated: m.audit_found_truncated_means,
  unguarded: m.audit_found_unguarded_means,
}
