import { PRECONDITIONS, type Precondition, type RuleMeasure, type RuleRow } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'

/** A user can only be new where users are found; elsewhere nobody can ever meet it. */
const ONLY_OF: Readonly<Partial<Record<Precondition, readonly RuleMeasure[]>>> = {
  'new-user': ['users', 'users-compulsory', 'gathering', 'drivers'],
}

/** Preconditions that contradict the measure of the row, or stand twice. */
export function preconditionFaults({ preconditions, measure }: RuleRow, place: number): RuleFault[] {
  const at = { part: 'row', row: place, bracket: null } as const
  return PRECONDITIONS.flatMap((precondition) => {
    const times = preconditions.filter((one) => one === precondition).length
    const isElsewhere = times > 0 && ONLY_OF[precondition]?.includes(measure) === false
    return [
      ...(isElsewhere ? [fault('must', at, 'precondition-of-other-measure', { precondition, measure })] : []),
      ...(times > 1 ? [fault('look', at, 'precondition-twice', { precondition })] : []),
    ]
  })
}
