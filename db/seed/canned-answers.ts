import { randomUUID } from 'node:crypto'
import type { CannedAnswer } from '#contract/triage.ts'
import type { cannedAnswers } from '#db/schema/triage.ts'
import { seal } from '#seal/seal.ts'
import type { DemoDeskKeys } from './found-demo.ts'

/** What the city squad of the demo writes often. */
const ANSWERS: readonly CannedAnswer[] = [
  {
    nameZh: '已收到',
    nameEn: 'Received',
    textZh: '您的举报已收到，我们会尽快核查。请不要靠近、跟踪或拍摄，也不要和别人提起。有进展会在这里告诉您。',
    textEn:
      'We have received your report and will look into it soon. Please do not go near, follow or film anybody, and do not talk about it. You will find news here.',
    isQuestion: false,
  },
  {
    nameZh: '请补充地点',
    nameEn: 'Where exactly?',
    textZh: '谢谢您。请问具体在什么地方？小区或村的名字、几栋几楼、旁边有什么店，知道多少写多少，不用为此再去看。',
    textEn:
      'Thank you. Where is it exactly? The name of the estate or village, the building and floor, a shop nearby: whatever you know. Please do not go there again to find out.',
    isQuestion: true,
  },
  {
    nameZh: '请补充时间',
    nameEn: 'When does it happen?',
    textZh: '谢谢您。请问一般是星期几、几点左右？最近一次是什么时候？记不清也没有关系。',
    textEn:
      'Thank you. On which days and at about what time does it happen, and when was the last time? A guess is fine.',
    isQuestion: true,
  },
  {
    nameZh: '正在发生请打110',
    nameEn: 'In danger, call 110',
    textZh: '如果危险正在发生，请先拨打110，那里最快。您在这里写的内容，我们已经同时处理。',
    textEn:
      'If somebody is in danger right now, please call 110 first: it is fastest. We are working on what you wrote here.',
    isQuestion: false,
  },
]

/** The answers of a desk, sealed to it. */
export function cannedRows(desk: DemoDeskKeys): Promise<(typeof cannedAnswers.$inferInsert)[]> {
  return Promise.all(
    ANSWERS.map(async (answer) => {
      const id = randomUUID()
      const sealed = await seal({ tip: id, kind: 'canned-answer', seq: 0 }, answer, [desk.pair.recipient])
      return { id, deskId: desk.id, revision: 0, sealed }
    }),
  )
}
