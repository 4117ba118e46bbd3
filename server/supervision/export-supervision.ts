import type { exportSupervision, Supervision } from '#contract/supervision.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistPeriod, supervision, type SupervisionDeps } from './read-supervision.ts'

/** The figures for a file, after it was written down who takes them out. */
export async function exportFigures(
  deps: SupervisionDeps,
  who: Who,
  asked: BodyOf<typeof exportSupervision>,
): Promise<Supervision> {
  insistPeriod(asked)
  await deps.db.transaction((tx) => record(tx, { did: 'export-supervision', staff: who.staff }))
  return supervision(deps, asked)
}
