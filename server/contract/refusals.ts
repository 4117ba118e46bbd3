/** Every way the server says no, with its HTTP status. The only list; the browser has the words. */
export const REFUSALS = {
  invalidInput: 400, // a field is missing or has the wrong form
  tooLarge: 413,
  wrongContentType: 415,
  notFound: 404,
  notSignedIn: 401,
  signInFailed: 401, // login or password wrong, or the account is stopped
  waitBeforeSignIn: 429, // too many failed attempts; `retryAfterSeconds` says how long
  notPermitted: 403,
  busy: 503,
  unavailable: 503, // the database does not answer
  unexpected: 500,
  // intake
  notSealed: 400, // the bytes are no age file
  deskUnknown: 400, // the tip is wrapped to a desk that takes no tips
  pieceDiffers: 409, // this piece arrived before with other bytes
  filesIncomplete: 409, // pieces of an attached file are missing or differ from the digest
  commitmentDiffers: 400, // the commitment does not match the parts
  tipDiffers: 409, // this tip arrived before with other content
  codeUnknown: 404, // no mailbox has this code
  placeTaken: 409, // somebody else wrote here meanwhile: read again, then resend
  tooManyFiles: 409,
  // tips
  tipNotFound: 404,
  moveForbidden: 409, // the tip is in another stage meanwhile
  reasonMissing: 400,
  alreadyThere: 409, // the tip is at this desk already
  changedMeanwhile: 409, // a colleague changed this meanwhile; what was seen is not what is there
  nothingToUndo: 409, // the last move was somebody else's, was taken back already, or its time is over
  notAColleague: 400, // the person does not work at the tip's desk, or has no key
  tooManyViews: 409, // an officer keeps twenty views at most
  tooManyAnswers: 409, // a desk keeps a hundred answers at most
  // cases
  caseNotFound: 404,
  caseMerged: 409, // the case was merged into another: work there
  stepForbidden: 409, // the case has this step already, or not the one that comes before
  timeWrong: 400, // in the future, or before the step that comes first
  linkedAlready: 409, // the tip is linked to this case already
  outcomeIncomplete: 400, // a field that this kind of outcome needs is missing, or one that it has not is there
  outcomeNotFound: 404,
  ownOutcome: 403, // who entered an outcome cannot confirm it
  confirmedAlready: 409,
  correctedAlready: 409, // this outcome was corrected before: correct the newest entry
  quantityDiffers: 409, // the second typing is not the first
  // clocks
  clockNotFound: 404, // no such run, or it has ended
  clockPausedAlready: 409,
  clockOverdue: 409, // what is overdue is not stopped any more
  pauseUsedUp: 409, // it has stood still for as many working days as it may
  notWaiting: 409, // the tip does not wait for the tipster
  pauseEnded: 409,
  proposalOpen: 409, // other deadlines are proposed already: approve or withdraw them first
  proposalNotFound: 404, // approved or withdrawn meanwhile
  ownProposal: 403, // who proposed deadlines cannot approve them
  draftWaits: 409, // somebody else made the first entry of this year: make the second
  draftNotFound: 404, // no first entry of this year waits
  ownDraft: 403, // who made the first entry cannot make the second
  calendarDiffers: 409, // the two entries differ; `days` says on how many days
  // supervision orders
  orderNotFound: 404,
  ownAnswer: 403, // who wrote the answer cannot judge it
  // staff
  alreadyFounded: 409,
  setupTokenWrong: 403,
  invitationUnknown: 404, // never made, used, or out of date
  loginTaken: 409,
  memberNotFound: 404,
  lastLead: 409, // a desk keeps at least one lead who holds its key
  roleNotOfDesk: 400,
} as const
export type RefusalCode = keyof typeof REFUSALS

/** What a refused request is answered with. */
export type RefusalBody = { refusal: RefusalCode; retryAfterSeconds?: number; field?: string; days?: number }
