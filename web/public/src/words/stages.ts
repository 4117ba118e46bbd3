import { m } from '#words/messages.js'
import type { Stage } from '#contract/stages.ts'

const stageWords: Record<Stage, { name: () => string; next: () => string }> = {
  received: { name: m.stage_received, next: m.next_received },
  accepted: { name: m.stage_accepted, next: m.next_accepted },
  verifying: { name: m.stage_verifying, next: m.next_verifying },
  confirmed: { name: m.stage_confirmed, next: m.next_confirmed },
  unfounded: { name: m.stage_unfounded, next: m.next_unfounded },
  elsewhere: { name: m.stage_elsewhere, next: m.next_elsewhere },
  invalid: { name: m.stage_invalid, next: m.next_invalid },
  spam: { name: m.stage_spam, next: m.next_spam },
  closed: { name: m.stage_closed, next: m.next_closed },
}

export const stageName = (stage: Stage): string => stageWords[stage].name()
export const stageNext = (stage: Stage): string => stageWords[stage].next()
