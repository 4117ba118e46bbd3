import type { RefusalCode } from '#contract/refusals.ts'

/** What the database answers when it keeps something out; LS… are raised by our own triggers (migrations 0001, 0004, 0008, 0010). */
export const UNIQUE_VIOLATION = '23505'
export const CHECK_VIOLATION = '23514'
const FOREIGN_KEY_VIOLATION = '23503'
const DESK_TAKES_NO_TIPS = 'LS002'
export const NO_SUCH_DESK: readonly string[] = [FOREIGN_KEY_VIOLATION, DESK_TAKES_NO_TIPS]
export const WHOLE_FILES_MISSING = 'LS004'
export const PIECE_DIFFERS = 'LS005'
export const FIGURES_DIFFER = 'LS006'
export const ORDER_IS_ELSEWHERE = 'LS009'
export const HELD_UP_ALREADY = 'LS060'

/** What the rules of rewards refuse, by the code that their triggers raise. */
export const REWARD_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  LS007: 'caseMerged',
  LS020: 'awardMoved',
  LS021: 'twoHands',
  LS022: 'handledTip',
  LS023: 'factsChanged',
  LS024: 'rulesSwitched',
  LS025: 'acceptedTooLate',
  LS026: 'caseHasNoAction',
  LS027: 'notLinked',
  LS028: 'shareExceeded',
  LS029: 'notFirst',
  LS030: 'conditionsOpen',
  LS031: 'pointsOpen',
  LS032: 'awardedAlready',
  LS033: 'personTwice',
  LS034: 'fundExceeded',
  LS035: 'assessmentDiffers',
  LS036: 'rulesDateTaken',
  LS037: 'caseHasAwards',
  LS040: 'alreadyClaimed',
}

/** What the rules of money refuse, by the code that their triggers raise (migrations 0012, 0013). */
export const MONEY_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  LS021: 'twoHands',
  LS022: 'handledTip',
  LS023: 'factsChanged',
  LS034: 'fundExceeded',
  LS041: 'budgetUsed',
  LS042: 'monthClosed',
  LS043: 'monthNotOver',
  LS044: 'entryDiffers',
  LS045: 'booksDiffer',
  LS046: 'claimMoved',
  LS047: 'claimClosed',
  LS048: 'claimWrong',
  LS049: 'methodNotAllowed',
  LS050: 'paymentFrozen',
  LS051: 'voucherMissing',
  LS052: 'paidAlready',
  LS053: 'runMoved',
  LS054: 'ownRun',
  LS055: 'answerDiffers',
  LS056: 'nothingOnList',
  LS057: 'extensionTooShort',
  LS058: 'ownBudget',
  LS059: 'ownList',
  [HELD_UP_ALREADY]: 'frozenAlready',
}
