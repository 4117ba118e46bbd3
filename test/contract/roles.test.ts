import { expect, test } from 'vitest'
import { DESK_KINDS, MAY, PERMISSIONS, ROLES, ROLES_OF_DESK, may, type Permission, type Role } from '#contract/roles.ts'

/** Who holds what besides `anyone` and `staff`, which everybody has. A new permission fails this table until it is here. */
const HOLDERS: Record<Exclude<Permission, 'anyone' | 'staff'>, readonly Role[]> = {
  readTips: ['lead', 'investigator'],
  workTips: ['lead', 'investigator'],
  workCases: ['lead', 'investigator'],
  takeTips: ['lead', 'investigator', 'operator'],
  leadDesk: ['lead'],
  readStaff: ['auditor', 'system-admin', 'security-admin'],
  stopStaff: ['security-admin'],
  supervise: ['lead', 'approver', 'auditor'],
  audit: ['auditor'],
  superviseDesks: ['auditor'],
  proposeAwards: ['lead', 'investigator'],
  readAwards: ['lead', 'investigator', 'reviewer', 'approver', 'cashier', 'checker', 'auditor'],
  reviewAwards: ['reviewer'],
  approveAwards: ['approver'],
  confirmFunds: ['cashier', 'checker'],
  readBooks: ['approver', 'cashier', 'checker', 'auditor'],
  keepFunds: ['cashier', 'checker'],
  preparePayments: ['cashier'],
  checkPayments: ['checker'],
  extendClaims: ['reviewer', 'approver'],
  watchMoney: ['auditor'],
  keepRules: ['reviewer', 'approver'],
  approveRules: ['approver'],
  keepClocks: ['system-admin', 'security-admin'],
}

test('each permission is held by exactly the roles that the table names', () => {
  for (const permission of PERMISSIONS) {
    const holders = ROLES.filter((role) => may(role, permission))
    if (permission === 'anyone' || permission === 'staff') expect(holders, permission).toEqual([...ROLES])
    else expect(new Set(holders), permission).toEqual(new Set(HOLDERS[permission]))
  }
})

test('nobody lists a permission twice or one that does not exist', () => {
  for (const role of ROLES) {
    expect(new Set(MAY[role]).size, role).toBe(MAY[role].length)
    for (const permission of MAY[role]) expect(PERMISSIONS).toContain(permission)
  }
})

test('no administrator and no auditor reads a tip', () => {
  for (const role of ['system-admin', 'security-admin', 'auditor'] as const) {
    expect(may(role, 'readTips'), role).toBe(false)
    expect(may(role, 'workTips'), role).toBe(false)
  }
})

test('only at an investigation desk does a role other than its lead read tips', () => {
  for (const kind of DESK_KINDS) {
    const readers = ROLES_OF_DESK[kind].filter((role) => role !== 'lead' && may(role, 'readTips'))
    expect(readers, kind).toEqual(kind === 'investigation' ? ['investigator'] : [])
  }
})

test('every desk has a lead, and every other role belongs to one kind of desk', () => {
  for (const kind of DESK_KINDS) expect(ROLES_OF_DESK[kind], kind).toContain('lead')
  for (const role of ROLES) {
    const kinds = DESK_KINDS.filter((kind) => ROLES_OF_DESK[kind].includes(role))
    expect(kinds.length, role).toBe(role === 'lead' ? DESK_KINDS.length : 1)
  }
})
