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
  // rule sets
  rulesNotFound: 404, // no such rule set or draft, or it was settled meanwhile
  rulesWrong: 400, // the rules contradict themselves; the page says where
  rulesDateTaken: 409, // a rule set begins after the one before it
  rulesCodeTaken: 409,
  rulesProposalOpen: 409, // another rule set is proposed already: approve or withdraw it first
  ownRules: 403, // who proposed a rule set cannot approve it
  // awards
  awardNotFound: 404,
  awardMoved: 409, // the award is in another state or version meanwhile: read it again
  twoHands: 403, // who took one step of an award takes no other one
  handledTip: 403, // who handled the tip or the case does not review, approve or fund
  factsChanged: 409, // an outcome was corrected or added since: assess again
  rulesSwitched: 409, // another rule set holds for this tip since: assess again
  acceptedTooLate: 409, // the tip was accepted after the first action of the case
  caseHasNoAction: 409, // the case has no time of its first action, or is not cracked
  notLinked: 409, // the tip does not stand in the case as its origin or a corroboration
  shareExceeded: 409, // the contributions of a case add up to more than the whole
  notFirst: 409, // another tip came first for this lead
  conditionsOpen: 409, // a condition is not met or not answered; a refusal needs one that is not
  pointsOpen: 409, // the assessment still leaves something to people
  assessmentDiffers: 409, // what was seen is not what the records give: look again
  awardedAlready: 409, // this tip has an award for this case, or this case one for those who took part
  caseHasAwards: 409, // a case that has awards is not merged into another: merge that one into it
  personTwice: 409, // who reported cannot also be rewarded for taking part in the same case
  wrongSignature: 400, // the signature is not that of the member for what the award says
  signingKeyMissing: 409, // the member's browser has not registered a signing key: sign in again
  fundExceeded: 409, // the fund of the year does not suffice
  // funds and books
  budgetNotFound: 404, // confirmed or withdrawn meanwhile
  ownBudget: 403, // who entered a budget cannot confirm it
  budgetUsed: 409, // so much of the fund is taken already that it cannot be made smaller by this
  monthClosed: 409, // the month is closed: nothing is entered in it any more
  monthNotOver: 409, // a month is closed once it is over, and after the one before it
  entryDiffers: 409, // an entry for this was made already, over something else
  booksDiffer: 409, // books, award and payment do not agree: nothing is paid until that is cleared
  // claims and payments
  payableNotFound: 404,
  claimMoved: 409, // another claim was made meanwhile, or it is being paid: look again
  claimClosed: 409, // the time to claim is over, or there is nothing to claim
  claimWrong: 400, // the signature or the parts are not those of this claim
  methodNotAllowed: 409, // the rules do not know this way of collecting
  paymentFrozen: 409, // held up, until an auditor releases it
  frozenAlready: 409,
  freezeNotFound: 404, // released meanwhile
  voucherWrong: 409, // voucher or agreed word are not right; `left` says how often one may try
  voucherMissing: 409, // the voucher was not presented to this cashier a short while ago
  alreadyClaimed: 409, // there is a claim or a payment: the award is not proposed anew
  paidAlready: 409, // it is in a batch or paid
  runNotFound: 404,
  runMoved: 409, // somebody took this step meanwhile
  ownRun: 403, // who put a batch together cannot check it
  answerDiffers: 409, // the bank's line is over another sum, was entered already, or cannot be
  listNotFound: 404, // confirmed or withdrawn meanwhile
  listOpen: 409, // another list waits
  ownList: 403, // who put a list together cannot confirm it
  nothingOnList: 409, // nothing is overdue or declined any more
  extensionTooShort: 400, // the new day is not later than the old one
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
export type RefusalBody = {
  refusal: RefusalCode
  retryAfterSeconds?: number
  field?: string
  days?: number
  left?: number
}
