import type { Alarm, Gravity, Why } from '#contract/alarms.ts'
import type { AuditPerson } from '#contract/audit.ts'
import type { NamedAward } from './facts.ts'

/** What every alarm is put together from. */

export type About = {
  people?: readonly (AuditPerson | null)[]
  desk?: Alarm['desk']
  awards?: readonly NamedAward[]
  tips?: readonly (string | null)[]
  cases?: readonly string[]
  runs?: Alarm['runs']
}

/** An alarm with its name: the kind, and what it is about. */
export function raise(
  about: string,
  gravity: Gravity,
  why: Why,
  { since, latest = since }: { since: Date; latest?: Date },
  { people = [], desk = null, awards = [], tips = [], cases = [], runs = [] }: About,
): Alarm {
  return {
    alarm: `${why.kind}/${about}`,
    gravity,
    why,
    since: since.toISOString(),
    latest: latest.toISOString(),
    people: distinct(
      people.filter((one) => one !== null),
      ({ id }) => id,
    ),
    desk,
    awards: distinct(
      awards.map(({ award, number }) => ({ award, number })),
      ({ award }) => award,
    ),
    tips: distinct(
      tips.filter((tip) => tip !== null),
      (tip) => tip,
    ),
    cases: distinct([...cases], (number) => number),
    runs: distinct([...runs], ({ run }) => run),
  }
}

/** Each once, by its key, in the order in which they came. */
export function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const kept = new Map<string, T>()
  for (const one of all) if (!kept.has(keyOf(one))) kept.set(keyOf(one), one)
  return [...kept.values()]
}

export function groups<T>(all: readonly T[], keyOf: (one: T) => string): [key: string, of: [T, ...T[]]][] {
  const found = new Map<string, [T, ...T[]]>()
  for (const one of all) {
    const group = found.get(keyOf(one))
    if (group === undefined) found.set(keyOf(one), [one])
    else group.push(one)
  }
  return [...found]
}

/** The same, the earliest first. */
export const inTime = <T>(all: readonly T[], atOf: (one: T) => Date): T[] =>
  all.toSorted((one, other) => atOf(one).getTime() - atOf(other).getTime())

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
