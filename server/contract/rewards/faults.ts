import { capFaults } from './faults/caps.ts'
import { conditionFaults } from './faults/conditions.ts'
import { factorFaults } from './faults/factors.ts'
import type { RuleFault } from './faults/fault.ts'
import { rowFaults, strikeRowFaults } from './faults/rows.ts'
import type { RuleSet } from './rule-set.ts'

export type { FaultCode, FaultPlace, RuleFault } from './faults/fault.ts'

/**
 * What is wrong with a rule set of the right form: first what must be mended before it can be proposed, then what a person should
 * look at because it may be meant. A set that has neither gaps nor a `pays-less` never pays less for more of one thing.
 */
export function ruleFaults(ruleSet: RuleSet): RuleFault[] {
  const faults = [
    ...capFaults(ruleSet),
    ...conditionFaults(ruleSet),
    ...factorFaults(ruleSet),
    ...rowFaults(ruleSet),
    ...strikeRowFaults(ruleSet),
  ]
  return [...faults.filter(({ weight }) => weight === 'must'), ...faults.filter(({ weight }) => weight === 'look')]
}
