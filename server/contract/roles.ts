/** Who works where, and what each may do. The only table of permissions; every route names one of them. */
export const DESK_KINDS = ['investigation', 'hotline', 'rewards', 'finance', 'audit', 'administration'] as const
export type DeskKind = (typeof DESK_KINDS)[number]

export const ROLES = [
  'lead', // 负责人
  'investigator', // 办案民警
  'operator', // 受理员
  'reviewer', // 审核人（禁毒办）
  'approver', // 审批领导
  'cashier', // 出纳
  'checker', // 复核
  'auditor', // 审计管理员
  'system-admin', // 系统管理员
  'security-admin', // 安全管理员
] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = [
  'anyone', // no session needed
  'staff', // any signed-in member
  'readTips', // see the sealed tips of one's own desks
  'workTips', // answer, move, transfer, note, search
  'workCases', // open cases, link tips, enter and confirm outcomes
  'takeTips', // type in what a caller or visitor says, sealed at once
  'leadDesk', // invite, hand over the desk key, remove members, set the desk's mail
  'readStaff', // the list of desks and accounts, without any tip
  'stopStaff', // stop an account and let it in again
  'supervise', // figures of all desks: how many, how quickly, how late; never a tip
  'audit', // the auditor's room: trails, openings, the log; never a tip
  'superviseDesks', // read every supervision order, accept its answer or send it back
  'proposeAwards', // assess a reward and put it forward, for a tip and a case of one's own desk
  'readAwards', // awards: those of one's own desk; a reward, finance or audit desk sees all of them, never a tip
  'reviewAwards', // 审核
  'approveAwards', // 审批
  'confirmFunds', // say that the money for an award is there
  'readBooks', // funds, payments and the books; of a payee nothing but the number and the sum
  'keepFunds', // enter what is allotted to a fund, and confirm what somebody else entered
  'preparePayments', // put batches of payments together, pay at the cash desk, enter what the bank said
  'checkPayments', // check a batch that somebody else put together, close a month
  'extendClaims', // give a reporter more time to claim
  'watchMoney', // the alarms about money; hold a payment up and let it go on
  'keepRules', // draft, compare and propose rule sets
  'approveRules', // approve a rule set that somebody else proposed
  'keepClocks', // propose and approve deadlines, enter and verify the calendar of a year
] as const
export type Permission = (typeof PERMISSIONS)[number]

const OFFICERS: readonly Permission[] = [
  'staff',
  'readTips',
  'workTips',
  'workCases',
  'takeTips',
  'proposeAwards',
  'readAwards',
]

export const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  lead: [...OFFICERS, 'leadDesk', 'supervise'],
  investigator: OFFICERS,
  operator: ['staff', 'takeTips'],
  reviewer: ['staff', 'readAwards', 'reviewAwards', 'extendClaims', 'keepRules'],
  approver: [
    'staff',
    'supervise',
    'readAwards',
    'approveAwards',
    'readBooks',
    'extendClaims',
    'keepRules',
    'approveRules',
  ],
  cashier: ['staff', 'readAwards', 'confirmFunds', 'readBooks', 'keepFunds', 'preparePayments'],
  checker: ['staff', 'readAwards', 'confirmFunds', 'readBooks', 'keepFunds', 'checkPayments'],
  auditor: ['staff', 'readStaff', 'supervise', 'audit', 'superviseDesks', 'readAwards', 'readBooks', 'watchMoney'],
  'system-admin': ['staff', 'readStaff', 'keepClocks'],
  'security-admin': ['staff', 'readStaff', 'stopStaff', 'keepClocks'],
}

/** The roles that a lead of a desk of this kind may invite. */
export const ROLES_OF_DESK: Readonly<Record<DeskKind, readonly Role[]>> = {
  investigation: ['lead', 'investigator'],
  hotline: ['lead', 'operator'],
  rewards: ['lead', 'reviewer', 'approver'],
  finance: ['lead', 'cashier', 'checker'],
  audit: ['lead', 'auditor'],
  administration: ['lead', 'system-admin', 'security-admin'],
}

/** Whether a role holds a permission. */
export function may(role: Role, permission: Permission): boolean {
  return permission === 'anyone' || MAY[role].includes(permission)
}
