import type { RefusalCode } from '#contract/refusals.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { refusingBy } from '../http/refusing-by.ts'

/** What the rules of money keep out, in the words of refusals; `taken` where somebody was quicker. */
export const refusingMoney = (taken: RefusalCode): ((error: unknown) => never) => refusingBy(MONEY_REFUSALS, taken)
