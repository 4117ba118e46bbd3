import type { RefusalBody, RefusalCode } from '#contract/refusals.ts'
import type { Answer } from '#ui/client.ts'
import { m } from '#words/messages.js'

/** Words for every refusal that the server knows; a code without words does not compile. */
const REFUSAL_WORDS: Readonly<Record<RefusalCode, (body: RefusalBody) => string>> = {
  invalidInput: (body) => (body.field ? m.refusal_invalidInput_field({ field: body.field }) : m.refusal_invalidInput()),
  tooLarge: () => m.refusal_tooLarge(),
  wrongContentType: () => m.refusal_wrongContentType(),
  notFound: () => m.refusal_notFound(),
  notSignedIn: () => m.refusal_notSignedIn(),
  signInFailed: () => m.refusal_signInFailed(),
  waitBeforeSignIn: (body) => m.refusal_waitBeforeSignIn({ seconds: body.retryAfterSeconds ?? 60 }),
  notPermitted: () => m.refusal_notPermitted(),
  busy: () => m.refusal_busy(),
  unavailable: () => m.refusal_unavailable(),
  unexpected: () => m.refusal_unexpected(),
  notSealed: () => m.refusal_notSealed(),
  deskUnknown: () => m.refusal_deskUnknown(),
  pieceDiffers: () => m.refusal_pieceDiffers(),
  filesIncomplete: () => m.refusal_filesIncomplete(),
  commitmentDiffers: () => m.refusal_commitmentDiffers(),
  tipDiffers: () => m.refusal_tipDiffers(),
  codeUnknown: () => m.refusal_codeUnknown(),
  placeTaken: () => m.refusal_placeTaken(),
  tooManyFiles: () => m.refusal_tooManyFiles(),
  tipNotFound: () => m.refusal_tipNotFound(),
  moveForbidden: () => m.refusal_moveForbidden(),
  reasonMissing: () => m.refusal_reasonMissing(),
  alreadyThere: () => m.refusal_alreadyThere(),
  changedMeanwhile: () => m.refusal_changedMeanwhile(),
  nothingToUndo: () => m.refusal_nothingToUndo(),
  notAColleague: () => m.refusal_notAColleague(),
  tooManyViews: () => m.refusal_tooManyViews(),
  tooManyAnswers: () => m.refusal_tooManyAnswers(),
  caseNotFound: () => m.refusal_caseNotFound(),
  caseMerged: () => m.refusal_caseMerged(),
  stepForbidden: () => m.refusal_stepForbidden(),
  timeWrong: () => m.refusal_timeWrong(),
  linkedAlready: () => m.refusal_linkedAlready(),
  outcomeIncomplete: () => m.refusal_outcomeIncomplete(),
  outcomeNotFound: () => m.refusal_outcomeNotFound(),
  ownOutcome: () => m.refusal_ownOutcome(),
  confirmedAlready: () => m.refusal_confirmedAlready(),
  correctedAlready: () => m.refusal_correctedAlready(),
  quantityDiffers: () => m.refusal_quantityDiffers(),
  clockNotFound: () => m.refusal_clockNotFound(),
  clockPausedAlready: () => m.refusal_clockPausedAlready(),
  clockOverdue: () => m.refusal_clockOverdue(),
  notWaiting: () => m.refusal_notWaiting(),
  pauseEnded: () => m.refusal_pauseEnded(),
  proposalOpen: () => m.refusal_proposalOpen(),
  proposalNotFound: () => m.refusal_proposalNotFound(),
  ownProposal: () => m.refusal_ownProposal(),
  draftWaits: () => m.refusal_draftWaits(),
  draftNotFound: () => m.refusal_draftNotFound(),
  ownDraft: () => m.refusal_ownDraft(),
  calendarDiffers: (body) => m.refusal_calendarDiffers({ days: body.days ?? 1 }),
  alreadyFounded: () => m.refusal_alreadyFounded(),
  setupTokenWrong: () => m.refusal_setupTokenWrong(),
  invitationUnknown: () => m.refusal_invitationUnknown(),
  loginTaken: () => m.refusal_loginTaken(),
  memberNotFound: () => m.refusal_memberNotFound(),
  lastLead: () => m.refusal_lastLead(),
  roleNotOfDesk: () => m.refusal_roleNotOfDesk(),
}

export type Failure = Exclude<Answer<never>, { is: 'done' }>

/** Why a call came to nothing, in the language of the reader. */
export function failureWords(failure: Failure): string {
  return failure.is === 'unreachable' ? m.unreachable() : REFUSAL_WORDS[failure.refusal](failure.body)
}
