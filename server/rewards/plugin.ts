import * as lists from '#contract/award-lists.ts'
import * as contract from '#contract/awards.ts'
import * as extensions from '#contract/extensions.ts'
import type { Serve } from '../http/serve.ts'
import { ofCase } from './awards-of-case.ts'
import { ofTip } from './awards-of-tip.ts'
import type { AwardsDeps } from './deps.ts'
import { extend } from './extend-claim.ts'
import { counts, page } from './list-awards.ts'
import { prepare } from './prepare-award.ts'
import { proposeTip } from './propose-award.ts'
import { proposeParticipants } from './propose-strike.ts'
import { read } from './read-award.ts'
import { extensionsOf } from './read-extensions.ts'
import { step } from './step-award.ts'
import { traceOfPrint } from './trace-print.ts'

/** Awards 奖励 of both funds. Which steps somebody may take is a matter of the award, so `readAwards` opens that door. */
export function mountAwards(serve: Serve, deps: AwardsDeps): void {
  const proposes = { may: 'proposeAwards' } as const
  const reads = { may: 'readAwards' } as const
  serve(contract.prepareAward, proposes, ({ who, params }) => prepare(deps, who, params))
  serve(contract.proposeAward, proposes, ({ who, params, body }) => proposeTip(deps, who, params.award, body))
  serve(contract.proposeStrike, proposes, ({ who, params, body }) => proposeParticipants(deps, who, params.award, body))
  serve(lists.listAwards, reads, ({ who, params }) => page(deps, who, params))
  serve(lists.countAwards, reads, ({ who, params }) => counts(deps, who, params.fund))
  serve(contract.readAward, reads, ({ who, params }) => read(deps, who, params.award))
  serve(contract.stepAward, reads, ({ who, params, body }) => step(deps, who, params.award, body))
  serve(contract.traceAwardPrint, reads, ({ who, params }) => traceOfPrint(deps, who, params.award))
  serve(extensions.readExtensions, reads, ({ who, params }) => extensionsOf(deps, who, params.award))
  serve(extensions.extendClaim, { may: 'extendClaims' }, ({ who, params, body }) =>
    extend(deps, who, params.award, body),
  )
  serve(lists.awardsOfCase, proposes, ({ who, params }) => ofCase(deps, who, params.case))
  serve(lists.awardsOfTip, proposes, ({ who, params }) => ofTip(deps, who, params.tip))
}
