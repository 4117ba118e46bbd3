import { CONDITIONS, type RuleSet } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'

/** A condition without a source cannot be answered, and one that stands twice has two. */
export function conditionFaults({ conditions }: RuleSet): RuleFault[] {
  return CONDITIONS.flatMap((condition) => {
    const times = conditions.filter((one) => one.condition === condition).length
    if (times === 1) return []
    const code = times === 0 ? 'condition-missing' : 'condition-twice'
    return [fault('must', { part: 'conditions' }, code, { condition })]
  })
}
