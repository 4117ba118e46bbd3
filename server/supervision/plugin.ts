import * as contract from '#contract/supervision.ts'
import type { Serve } from '../http/serve.ts'
import { exportFigures } from './export-supervision.ts'
import { listBehind } from './list-supervised.ts'
import { supervision, type SupervisionDeps } from './read-supervision.ts'

/** How desks keep their days, for leads, leaders and the auditor. `db` has connections of its own, so that no tip waits for a figure. */
export function mountSupervision(serve: Serve, deps: SupervisionDeps): void {
  const may = { may: 'supervise' } as const
  serve(contract.readSupervision, may, ({ params }) => supervision(deps, params))
  serve(contract.listSupervised, may, ({ who, params }) => listBehind(deps, who, params))
  serve(contract.exportSupervision, may, ({ who, body }) => exportFigures(deps, who, body))
}
