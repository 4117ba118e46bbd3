import * as contract from '#contract/orders.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Serve } from '../http/serve.ts'
import { answer } from './answer-order.ts'
import type { OrdersDeps } from './deps.ts'
import { accept, sendBack } from './judge-order.ts'
import { orderCounts, pageOfOrders } from './list-orders.ts'
import { openOrder } from './read-order.ts'

/** Supervision orders 督办单: of one's own desk, and of all for auditors. */
export function mountOrders(serve: Serve, deps: OrdersDeps): void {
  serve(contract.listDeskOrders, { may: 'readTips' }, async ({ who, params }) => {
    insist(mayAt(who, params.desk, 'readTips'), 'notPermitted')
    return pageOfOrders(deps, params)
  })
  serve(contract.countDeskOrders, { may: 'readTips' }, async ({ who, params }) => {
    insist(mayAt(who, params.desk, 'readTips'), 'notPermitted')
    return orderCounts(deps, params.desk)
  })
  serve(contract.listOrders, { may: 'superviseDesks' }, ({ params }) => pageOfOrders(deps, params))
  serve(contract.countOrders, { may: 'superviseDesks' }, () => orderCounts(deps))
  serve(contract.readOrder, { may: 'staff' }, ({ who, params }) => openOrder(deps, who, params.order))
  serve(contract.answerOrder, { may: 'leadDesk' }, ({ who, params, body }) => answer(deps, who, params.order, body))
  serve(contract.returnOrder, { may: 'superviseDesks' }, ({ who, params, body }) =>
    sendBack(deps, who, params.order, body),
  )
  serve(contract.acceptOrder, { may: 'superviseDesks' }, ({ who, params, body }) =>
    accept(deps, who, params.order, body),
  )
}
