import type { LateCounts } from './store-auditor-mail.ts'

/** What the auditor's daily mail says. Counts and the head only: a mail server on the way may read it. */
export type Daily = {
  day: string
  head: { size: number; note: string; signedAt: Date } | null
  /** Entries under the last head of the day before; null when there was none. */
  yesterday: number | null
  check: { finishedAt: Date; found: number } | null
  late: LateCounts
  /** The year whose official calendar is missing although it is needed soon. */
  calendarMissing: number | null
}

/** The mail of a day, Chinese first. The signed head stands in it in full, so that it is kept outside. */
export function dailyMail(daily: Daily): { subject: string; text: string } {
  return {
    subject: `鹿哨：${daily.day} 账首与时限情况 · Lushao: log head and deadlines of ${daily.day}`,
    text: `${zhText(daily)}\n${noteText(daily)}\n${enText(daily)}`,
  }
}

function noteText({ head }: Daily): string {
  return head === null
    ? ''
    : `----------------------------------------\n${head.note}----------------------------------------\n`
}

function zhText({ day, head, yesterday, check, late, calendarMissing }: Daily): string {
  const grown = yesterday === null ? '' : `（昨日末 ${yesterday} 项）`
  return [
    `鹿哨审计日报　${day}`,
    '',
    head === null
      ? '一、账目：尚未签发账首。'
      : `一、账目：共 ${head.size} 项${grown}，账首签发于 ${timeInSanya(head.signedAt)}。`,
    check === null
      ? '二、最近一次核验：尚未进行。'
      : `二、最近一次核验（${timeInSanya(check.finishedAt)}）：${check.found === 0 ? '未发现问题' : `发现 ${check.found} 处问题，请登录办公端查看`}。`,
    `三、超期未办事项 ${late.overdue} 项。`,
    `四、督办单：待单位答复 ${late.owed} 份，其中逾期 ${late.late} 份；待审核答复 ${late.answered} 份。`,
    calendarMissing === null
      ? '五、工作日历：已录入。'
      : `五、工作日历：${calendarMissing} 年的官方日历尚未录入，涉及该年的期限均为暂定，请督促系统管理员录入并核对。`,
    '',
    head === null
      ? ''
      : '以下为账首原文，请随本邮件存档：日后账目若被改写，可凭此发现。本邮件由系统自动发出，请勿回复。',
    '',
  ].join('\n')
}

function enText({ day, head, yesterday, check, late, calendarMissing }: Daily): string {
  const grown = yesterday === null ? '' : ` (${yesterday} at the end of yesterday)`
  return [
    `Lushao, audit of ${day}`,
    '',
    head === null
      ? '1. Log: no head was published yet.'
      : `1. Log: ${head.size} entries${grown}; the head above was signed at ${timeInSanya(head.signedAt)}.`,
    check === null
      ? '2. Last verification: none yet.'
      : `2. Last verification (${timeInSanya(check.finishedAt)}): ${check.found === 0 ? 'nothing found' : `findings: ${check.found}. Please look in the office`}.`,
    `3. Deadlines passed and nothing done: ${late.overdue}.`,
    `4. Supervision orders: ${late.owed} wait for a desk's answer, of which late: ${late.late}; ${late.answered} wait for your judgement.`,
    calendarMissing === null
      ? '5. Working days: the calendar is entered.'
      : `5. Working days: the official calendar of ${calendarMissing} is missing. Deadlines that reach it are provisional.`,
    '',
    'Please keep this mail: whoever rewrites the log contradicts it. It was sent automatically; replies are not read.',
    '',
  ].join('\n')
}

/** A time in Sanya, to the minute. */
function timeInSanya(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  )
}
