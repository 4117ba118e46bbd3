import { expect, test } from 'vitest'
import type { Permission } from '#contract/roles.ts'
import { AWARD_STATES, AWARD_STEPS } from '#contract/rewards/chain.ts'
import { mayStep, type Standing, type Stepper } from '#contract/rewards/may-step.ts'

const ALL: readonly Permission[] = ['proposeAwards', 'reviewAwards', 'approveAwards', 'confirmFunds']
const award = (more: Partial<Standing> = {}): Standing => ({
  state: 'reviewed',
  kind: 'grant',
  needsSecond: true,
  hasChangedFacts: false,
  hasSwitchedRules: false,
  ...more,
})
const by = (more: Partial<Stepper> = {}): Stepper => ({ permissions: ALL, held: [], hasHandled: false, ...more })

test.for([
  ['the step is theirs and its turn', 'approve', award(), by(), null],
  ['it is not theirs', 'approve', award(), by({ permissions: ['reviewAwards'] }), 'notPermitted'],
  ['it is not its turn', 'fund', award(), by(), 'awardMoved'],
  ['they took another step', 'approve', award(), by({ held: ['review'] }), 'twoHands'],
  [
    'they approved once already',
    'approve-second',
    award({ state: 'approved-once' }),
    by({ held: ['approve'] }),
    'twoHands',
  ],
  ['they took the same step of an earlier version', 'approve', award(), by({ held: ['approve'] }), null],
  ['they handled the tip', 'approve', award(), by({ hasHandled: true }), 'handledTip'],
  ['an outcome changed', 'approve', award({ hasChangedFacts: true }), by(), 'factsChanged'],
  ['the rules changed', 'approve', award({ hasSwitchedRules: true }), by(), 'rulesSwitched'],
  [
    'it goes back although an outcome changed',
    'return',
    award({ hasChangedFacts: true }),
    by({ held: ['review'] }),
    null,
  ],
  ['it is taken back by who proposed it', 'withdraw', award(), by({ held: ['propose'] }), null],
  ['it is taken back when it is granted', 'withdraw', award({ state: 'granted' }), by(), 'awardMoved'],
  ['it is proposed again by who proposed it', 'propose', award({ state: 'returned' }), by({ held: ['propose'] }), null],
  [
    'it is proposed again by who reviewed it',
    'propose',
    award({ state: 'returned' }),
    by({ held: ['review'] }),
    'twoHands',
  ],
  [
    'it is proposed again by who handled the tip',
    'propose',
    award({ state: 'denied' }),
    by({ hasHandled: true }),
    null,
  ],
] as const)('when %s', ([, step, stands, stepper, refused]) => {
  expect(mayStep(step, stands, stepper)).toBe(refused)
})

test('each sends back only what waits for them', () => {
  const returned = (permission: Permission) =>
    AWARD_STATES.filter((state) => mayStep('return', award({ state }), by({ permissions: [permission] })) === null)
  expect(returned('reviewAwards')).toEqual(['proposed'])
  expect(returned('approveAwards')).toEqual(['reviewed', 'approved-once'])
  expect(returned('confirmFunds')).toEqual(['approved'])
  expect(returned('proposeAwards')).toEqual([])
})

test('who may nothing takes no step in any state', () => {
  for (const state of AWARD_STATES)
    for (const step of AWARD_STEPS)
      expect(mayStep(step, award({ state }), by({ permissions: [] })), `${step} ${state}`).not.toBeNull()
})
