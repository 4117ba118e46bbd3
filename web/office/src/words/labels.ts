import type { Category } from '#contract/categories.ts'
import type { District } from '#contract/places.ts'
import type { DeskKind, Role } from '#contract/roles.ts'
import type { Stage, Move, TrailMove } from '#contract/stages.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const categoryWords: Words<Category> = {
  dealing: m.category_dealing,
  transport: m.category_transport,
  manufacture: m.category_manufacture,
  growing: m.category_growing,
  gathering: m.category_gathering,
  use: m.category_use,
  venue: m.category_venue,
  precursors: m.category_precursors,
  online: m.category_online,
  driving: m.category_driving,
  wanted: m.category_wanted,
  'new-substances': m.category_new_substances,
  assets: m.category_assets,
  other: m.category_other,
}

export const districtWords: Words<District> = {
  haitang: m.district_haitang,
  jiyang: m.district_jiyang,
  tianya: m.district_tianya,
  yazhou: m.district_yazhou,
  yucai: m.district_yucai,
  unsure: m.district_unsure,
}

export const stageWords: Words<Stage> = {
  received: m.stage_received,
  accepted: m.stage_accepted,
  verifying: m.stage_verifying,
  confirmed: m.stage_confirmed,
  unfounded: m.stage_unfounded,
  elsewhere: m.stage_elsewhere,
  invalid: m.stage_invalid,
  spam: m.stage_spam,
  closed: m.stage_closed,
}

/** What stands on the button of a move. */
export const moveWords: Words<Move> = {
  accept: m.move_accept,
  verify: m.move_verify,
  confirm: m.move_confirm,
  'find-unfounded': m.move_find_unfounded,
  'send-elsewhere': m.move_send_elsewhere,
  'mark-invalid': m.move_mark_invalid,
  'mark-spam': m.move_mark_spam,
  close: m.move_close,
  reopen: m.move_reopen,
}

/** What stands in the trail of a tip. */
export const trailWords: Words<TrailMove> = { ...moveWords, undo: m.move_undo }

/** What a move means, under its button. */
export const moveMeanings: Words<Move> = {
  accept: m.move_accept_means,
  verify: m.move_verify_means,
  confirm: m.move_confirm_means,
  'find-unfounded': m.move_find_unfounded_means,
  'send-elsewhere': m.move_send_elsewhere_means,
  'mark-invalid': m.move_mark_invalid_means,
  'mark-spam': m.move_mark_spam_means,
  close: m.move_close_means,
  reopen: m.move_reopen_means,
}

export const roleWords: Words<Role> = {
  lead: m.role_lead,
  investigator: m.role_investigator,
  operator: m.role_operator,
  reviewer: m.role_reviewer,
  approver: m.role_approver,
  cashier: m.role_cashier,
  checker: m.role_checker,
  auditor: m.role_auditor,
  'system-admin': m.role_system_admin,
  'security-admin': m.role_security_admin,
}

export const deskKindWords: Words<DeskKind> = {
  investigation: m.kind_investigation,
  hotline: m.kind_hotline,
  rewards: m.kind_rewards,
  finance: m.kind_finance,
  audit: m.kind_audit,
  administration: m.kind_administration,
}

/** What a desk of this kind is for, one or two sentences. */
export const deskKindPurposes: Words<DeskKind> = {
  investigation: m.kind_investigation_for,
  hotline: m.kind_hotline_for,
  rewards: m.kind_rewards_for,
  finance: m.kind_finance_for,
  audit: m.kind_audit_for,
  administration: m.kind_administration_for,
}
