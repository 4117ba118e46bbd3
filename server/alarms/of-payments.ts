import { LIMITS, type Alarm } from '#contract/alarms.ts'
import type { BooksFacts, FreezeFacts, RunFacts, TryFacts } from './facts.ts'
import { groups, inTime, MINUTE_MS, raise } from './raise.ts'

/** Alarms about paying: vouchers that were tried, batches, and the books. */

type Frozen = { payable: string; at: Date; isHeld: boolean }

/** Vouchers were tried in series: for one award, or by one person over any awards. */
export function voucherSeries(tries: readonly TryFacts[], freezes: readonly FreezeFacts[]): Alarm[] {
  const paused = freezes.filter(({ cause }) => cause === 'vouchers')
  const wrong = tries.filter(({ isRight }) => !isRight)
  return [
    ...groups(wrong, ({ payable }) => payable).flatMap(([payable, of]) => seriesOf('award', payable, of, paused)),
    ...groups(wrong, ({ by }) => by.id).flatMap(([person, of]) => seriesOf('person', person, of, [])),
  ]
}

function seriesOf(
  by: 'award' | 'person',
  about: string,
  wrong: readonly TryFacts[],
  paused: readonly Frozen[],
): Alarm[] {
  const inOrder = inTime(wrong, ({ at }) => at)
  const windows = inOrder.filter((_, index) => isWindow(inOrder, index))
  const pauses = paused.filter(({ payable }) => payable === about)
  const since = windows[0]?.at ?? pauses[0]?.at
  if (since === undefined) return []
  const isFrozen = pauses.some(({ isHeld }) => isHeld)
  const why = { kind: 'voucher-series', by, wrong: inOrder.length, isFrozen } as const
  const latest = windows.at(-1)?.at ?? since
  return [
    raise(
      `${by}/${about}`,
      isFrozen ? 'urgent' : 'soon',
      why,
      { since, latest: latest > since ? latest : since },
      { people: inOrder.map((one) => one.by), awards: inOrder.toReversed() },
    ),
  ]
}

/** Whether a wrong one is the last of so many within an hour. */
function isWindow(inOrder: readonly TryFacts[], index: number): boolean {
  const [last, first] = [inOrder[index], inOrder[index - LIMITS.wrongVouchers + 1]]
  return (
    last !== undefined &&
    first !== undefined &&
    last.at.getTime() - first.at.getTime() <= LIMITS.vouchersMinutes * MINUTE_MS
  )
}

/** Somebody checks batches faster than one can read them, again and again. */
export const quickCheck = (runs: readonly RunFacts[]): Alarm[] =>
  groups(runs.filter(isQuick), ({ checkedBy }) => checkedBy.id).flatMap(([checker, quick]) => {
    const inOrder = inTime(quick, ({ checkedAt }) => checkedAt)
    const [third, last] = [inOrder[LIMITS.quickChecks - 1], inOrder.at(-1)]
    if (third === undefined || last === undefined) return []
    const why = {
      kind: 'quick-check',
      count: quick.length,
      seconds: Math.min(...quick.map((run) => Math.floor(msOf(run) / 1000))),
    } as const
    return [
      raise(
        checker,
        'note',
        why,
        { since: third.checkedAt, latest: last.checkedAt },
        {
          people: [last.checkedBy, ...inOrder.map(({ madeBy }) => madeBy)],
          runs: inOrder.toReversed().map(({ run }) => run),
        },
      ),
    ]
  })

const msOf = ({ madeAt, checkedAt }: RunFacts): number => checkedAt.getTime() - madeAt.getTime()
const isQuick = (run: RunFacts): boolean => msOf(run) < LIMITS.checkSeconds * 1000

/** The newest comparison found differences, or a payment is held up for what the books say. */
export function booksDiffer(books: BooksFacts | null, freezes: readonly FreezeFacts[]): Alarm[] {
  const ofBooks = freezes
    .filter(({ cause }) => cause === 'books')
    .map((freeze) =>
      raise(
        `${freeze.payable}/${freeze.seq}`,
        'urgent',
        { kind: 'books-differ', differences: 0, isFrozen: freeze.isHeld },
        { since: freeze.at },
        { people: [freeze.by], awards: [freeze] },
      ),
    )
  if (books === null || books.differences === 0) return ofBooks
  const why = { kind: 'books-differ', differences: books.differences, isFrozen: false } as const
  return [raise(books.digest, 'urgent', why, { since: books.since }, {}), ...ofBooks]
}
