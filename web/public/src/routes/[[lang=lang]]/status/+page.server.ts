import type { RequestEvent } from '@sveltejs/kit'
import { parseCode } from '#seal/codes.ts'
import { intakeOf } from '../../../answers/intake-of.ts'
import { nodeDerive } from '../../../answers/node-derive.ts'
import { readPosted } from '../../../answers/read-posted.ts'
import { impatient } from '#reporting/again.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { filesOf, textOf } from '#reporting/report-form.ts'
import { MOST_FORM_FILE_BYTES } from '#reporting/wrong-in-form.ts'
import type { ClaimState } from '../../../claim/claim-state.ts'
import { readClaimForm } from '../../../claim/claim-values.ts'
import { claimWith, disputeOf } from '../../../claim/collect.ts'
import type { Answered, ReplyState } from '../../../status/answered.ts'
import { lookUp, reply, type OpenTip } from '../../../status/look-up.ts'
import { wrongInReply } from '../../../status/wrong-in-reply.ts'
import type { Actions } from './$types.js'

/**
 * A code from a browser that cannot derive its keys: looked up and opened here, in memory. Known, unknown or mistyped, the
 * answer is a page with status 200, filled up to one size by the hook, so that its length and status say nothing.
 */
export const actions: Actions = {
  default: async (event): Promise<Answered> => {
    const form = await readPosted(event.request)
    if (!(form instanceof FormData)) return { is: 'failed', why: 'refused' }
    const typed = textOf(form, 'code').slice(0, 100)
    const parsed = parseCode(typed)
    if (!parsed.ok) return { is: 'wrongCode', why: parsed.why, code: typed }
    const deps = depsOf(event)
    const found = await lookUp(deps, parsed.code)
    if (found.is !== 'open') return found.is === 'wrongCode' ? { ...found, code: typed } : found
    const step = STEPS[textOf(form, 'step')]
    return answered(step === undefined ? { tip: found.tip } : await step(deps, found.tip, form))
  },
}

const depsOf = (event: RequestEvent): SendDeps => ({ send: intakeOf(event), derive: nodeDerive, patience: impatient })

/** A tip after a form was posted, and what came of the form. */
type Came = { tip: OpenTip; reply?: ReplyState; claim?: ClaimState }
type Step = (deps: SendDeps, tip: OpenTip, form: FormData) => Promise<Came>

const STEPS: Readonly<Record<string, Step>> = {
  reply: replied,
  claim: (deps, tip, form) => claimWith(deps, tip, textOf(form, 'payable'), readClaimForm(form)),
  dispute: (deps, tip, form) =>
    disputeOf(deps, tip, { payable: textOf(form, 'payable'), isSure: form.has('disputeSure') }),
}

async function replied(deps: SendDeps, tip: OpenTip, form: FormData): Promise<Came> {
  const text = textOf(form, 'text')
  const files = filesOf(form)
  const wrong = wrongInReply(text, files, MOST_FORM_FILE_BYTES)
  if (wrong) return { tip, reply: { is: 'wrong', wrong, text } }
  return reply(deps, tip, { text, files, keepMetadata: form.has('keepMetadata') })
}

const answered = ({ tip, reply = { is: 'fresh' }, claim = { is: 'fresh' } }: Came): Answered => ({
  is: 'found',
  code: tip.code,
  shown: tip.shown,
  reply,
  claim,
})
