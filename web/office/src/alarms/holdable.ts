import type { AlarmKind } from '#contract/alarms.ts'

const OF_PAYMENTS: readonly AlarmKind[] = [
  'disputed',
  'bad-signature',
  'books-differ',
  'same-account',
  'office-claim',
  'quick-claim',
  'voucher-series',
  'accepted-shortly',
  'under-limit',
]

/** Alarms that are about one award, whose payment may be held up until it is clear. */
export const isHoldableKind = (kind: AlarmKind): boolean => OF_PAYMENTS.includes(kind)
