import * as contract from '#contract/lapses.ts'
import type { Serve } from '../http/serve.ts'
import type { LapsesDeps } from './deps.ts'
import { propose } from './propose-lapse.ts'
import { counts, lapses, list } from './read-lapses.ts'
import { confirm, withdraw } from './settle-lapse.ts'

/** Money that goes back to the fund: what nobody claimed in time, and what was declined. */
export function mountLapses(serve: Serve, deps: LapsesDeps): void {
  const reads = { may: 'readBooks' } as const
  serve(contract.readLapses, reads, () => lapses(deps))
  serve(contract.countLapses, reads, () => counts(deps))
  serve(contract.readLapseList, reads, ({ params }) => list(deps, params.list))
  serve(contract.proposeLapse, { may: 'preparePayments' }, ({ who, params, body }) =>
    propose(deps, who, params.list, body),
  )
  serve(contract.confirmLapse, { may: 'checkPayments' }, ({ who, params }) => confirm(deps, who, params.list))
  serve(contract.withdrawLapse, { may: 'keepFunds' }, ({ who, params }) => withdraw(deps, who, params.list))
}
