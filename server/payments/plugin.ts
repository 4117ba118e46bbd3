import * as payables from '#contract/payables.ts'
import * as payments from '#contract/payments.ts'
import * as runs from '#contract/runs.ts'
import type { Serve } from '../http/serve.ts'
import type { PaymentsDeps } from './deps.ts'
import { enterAnswersOf } from './enter-answers.ts'
import { enter } from './enter-claim.ts'
import { countsOfPayables, pageOfPayables } from './list-payables.ts'
import { pageOfRuns } from './list-runs.ts'
import { make } from './make-run.ts'
import { open } from './open-claim.ts'
import { readOne } from './read-payable.ts'
import { readRunOf } from './read-run.ts'
import { report } from './report-claim.ts'
import { step } from './step-run.ts'
import { traceOfPrint } from './trace-print.ts'
import { present } from './try-voucher.ts'

/**
 * What is owed, and batches that pay it. Looking is for all who read the books; what a cashier or a checker may do about one thing or one
 * batch is a matter of that thing, so `readBooks` opens those doors too.
 */
export function mountPayments(serve: Serve, deps: PaymentsDeps): void {
  const reads = { may: 'readBooks' } as const
  const prepares = { may: 'preparePayments' } as const
  serve(payables.listPayables, reads, ({ params }) => pageOfPayables(deps, params))
  serve(payables.countPayables, reads, ({ who, params }) => countsOfPayables(deps, who, params.fund))
  serve(payments.readPayable, reads, ({ who, params }) => readOne(deps, who, params.payable))
  serve(payments.openClaim, reads, ({ who, params, body }) => open(deps, who, params.payable, body))
  serve(payments.reportClaim, reads, ({ who, params, body }) => report(deps, who, params.payable, body))
  serve(payments.enterClaim, prepares, ({ who, params, body }) => enter(deps, who, params.payable, body))
  serve(payments.tryVoucher, prepares, ({ who, params, body }) => present(deps, who, params.payable, body))
  serve(runs.makeRun, prepares, ({ who, params, body }) => make(deps, who, params.run, body))
  serve(runs.listRuns, reads, ({ who, params }) => pageOfRuns(deps, who, params))
  serve(runs.readRun, reads, ({ who, params }) => readRunOf(deps, who, params.run))
  serve(runs.stepRun, reads, ({ who, params, body }) => step(deps, who, params.run, body))
  serve(runs.enterAnswers, prepares, ({ who, params, body }) => enterAnswersOf(deps, who, params.run, body))
  serve(runs.tracePaymentPrint, reads, ({ who, params }) => traceOfPrint(deps, who, params.run))
}
