import type { Database } from '#db/connect.ts'
import { formatCode } from '#seal/codes.ts'
import { DEMO_PASSWORD } from './found-demo.ts'
import { DEMO_DESKS, DEMO_PEOPLE } from './people.ts'
import { demoCode } from './demo-code.ts'
import { readSite } from './seed-demo.ts'
import { DEMO_TIPS } from './tips.ts'

/** One code for each kind of end that a tip can come to, so that the status page can be tried. */
const SHOWN_CODES = 8

/** What the demo prints at each start: who can sign in, and codes to look up. */
export async function demoWords(db: Database): Promise<string> {
  const { siteId } = await readSite(db)
  const people = DEMO_PEOPLE.map(({ login, nameZh, works }) => {
    const at =
      works.length === DEMO_DESKS.length - 1
        ? '负责人 lead, 审计监察室以外的全部单位 every desk but audit'
        : works.map(({ desk, role }) => `${deskName(desk)} ${role}`).join(', ')
    return `    ${login.padEnd(14)} ${nameZh}  ${at}`
  })
  const shown = [...new Map(DEMO_TIPS.map((tip) => [endOf(tip), tip])).entries()].slice(0, SHOWN_CODES)
  const codes = shown.map(([end, tip]) => `    ${formatCode(demoCode(siteId, tip.key))}  ${end}`)
  const rewarded = REWARDED.map(([key, words]) => `    ${formatCode(demoCode(siteId, key))}  ${words}`)
  return [
    `\n  演示账号 Demo logins, password ${DEMO_PASSWORD}`,
    ...people,
    '  演示查询码 Demo codes',
    ...codes,
    ...rewarded,
  ].join('\n')
}

/** Tips whose rewards are worth a look at the status page; a test holds that there are awards of them. */
export const REWARDED = [
  ['plants-on-the-hill', '奖励待领取 reward to collect'],
  ['flat-above-the-pharmacy', '奖励已登记转账 reward claimed by transfer'],
  ['man-at-the-bus-stop', '奖励凭证领取，口令“落笔洞” reward claimed by voucher, agreed word 落笔洞'],
  ['driver-at-the-airport', '奖励已付讫 reward paid'],
  ['powder-in-the-gym', '奖励逾期未领 reward not collected in time'],
  ['villa', '奖励已批准，待确认资金 reward approved'],
  ['expat-forum', '不予奖励 reward denied'],
  ['poppies-above-the-reservoir', '奖励核定中 reward being assessed'],
] as const

function endOf(tip: (typeof DEMO_TIPS)[number]): string {
  return tip.steps.findLast((step) => step.did === 'move')?.move ?? 'received'
}

function deskName(key: string): string {
  return DEMO_DESKS.find((desk) => desk.key === key)?.nameZh ?? key
}
