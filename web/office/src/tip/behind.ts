import { peekTip, type OpenedTip } from '#contract/tips.ts'
import { callOffice } from '../session/call-office.ts'

/** Whether a tip has come further than a page shows, or is gone. A server that does not answer says nothing. */
export async function isBehind(tip: OpenedTip): Promise<boolean> {
  const now = await callOffice(peekTip, { params: { tip: tip.tip } })
  if (now.is !== 'done') return now.is === 'refused' && now.refusal === 'tipNotFound'
  const { desk, assignee, priority, followUpOn, nextMessageSeq, nextReasonSeq, nextNoteSeq } = now.reply
  return (
    nextMessageSeq > tip.nextMessageSeq ||
    nextReasonSeq > tip.nextReasonSeq ||
    nextNoteSeq > tip.nextNoteSeq ||
    desk !== tip.desk ||
    assignee !== (tip.assignee?.id ?? null) ||
    priority !== tip.priority ||
    followUpOn !== tip.followUpOn
  )
}
