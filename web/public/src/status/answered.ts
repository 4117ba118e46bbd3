import type { ShownMailbox } from '../send/mailbox.ts'
import type { ClaimState } from '../claim/claim-state.ts'
import type { Wrong } from '#reporting/wrong-in-form.ts'

export type CodeWhy = 'empty' | 'characters' | 'length' | 'checkDigits' | 'unknown'
export type ReplyWrong = { why: 'empty' } | { why: 'tooLong'; count: number } | { why: 'files'; words: Wrong }

/** What came of a code that was looked up, whoever opened the answers. */
export type Answered =
  | { is: 'wrongCode'; why: CodeWhy; code: string }
  | { is: 'failed'; why: 'offline' | 'refused' }
  | { is: 'found'; code: string; shown: ShownMailbox; reply: ReplyState; claim: ClaimState }
/** The reply box under what was found. */
export type ReplyState =
  | { is: 'fresh' | 'sent' }
  | { is: 'wrong'; wrong: ReplyWrong; text: string }
  | { is: 'failed'; text: string }
