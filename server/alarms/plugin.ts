import * as contract from '#contract/alarms.ts'
import * as freezes from '#contract/freezes.ts'
import type { Serve } from '../http/serve.ts'
import type { AlarmsDeps } from './deps.ts'
import { freeze } from './freeze-payment.ts'
import { counts, page } from './list-alarms.ts'
import { frozen, owedOf } from './list-freezes.ts'
import { release } from './release-payment.ts'
import { review } from './review-alarm.ts'

/** What an auditor looks into about money, and payments that are held up. */
export function mountAlarms(serve: Serve, deps: AlarmsDeps): void {
  const may = { may: 'watchMoney' } as const
  serve(contract.listAlarms, may, ({ params }) => page(deps, params))
  serve(contract.countAlarms, may, () => counts(deps))
  serve(contract.reviewAlarm, may, ({ who, params, body }) => review(deps, who, params.review, body))
  serve(freezes.listFreezes, may, ({ params }) => frozen(deps, params))
  serve(freezes.findOwed, may, ({ params }) => owedOf(deps, params.number))
  serve(freezes.freezePayment, may, ({ who, params }) => freeze(deps, who, params.payable))
  serve(freezes.releasePayment, may, ({ who, params, body }) => release(deps, who, params, body.reasonB64))
}
