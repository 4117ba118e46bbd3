import type { ClaimValues } from './claim-values.ts'
import type { ClaimWrong } from './wrong-in-claim.ts'

/** Who comes in the tipster's place: known only in the answer to the form that named them. */
export type Mandate = { name: string; idNumber: string }
/** Why a claim or a dispute did not come through. */
export type Failure = 'offline' | 'moved' | 'closed' | 'held' | 'refused'

/** What came of the last form about collecting, and for which award. */
export type ClaimState =
  | { is: 'fresh' }
  | { is: 'filed'; payable: string; mandate: Mandate | null }
  | { is: 'disputed' | 'unconfirmed'; payable: string }
  | { is: 'wrong'; payable: string; wrong: readonly ClaimWrong[]; values: ClaimValues }
  | { is: 'failed'; payable: string; why: Failure; values: ClaimValues | null }
