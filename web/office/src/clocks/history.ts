import type { ClockPause, TipClocks } from '#contract/clocks.ts'

type Past = TipClocks['past'][number]
type Now = TipClocks['running'][number]
/** One run of a clock with its pauses; `past` is null while it runs. */
export type Run =
  | { run: Past; running: null; past: Past; pauses: ClockPause[] }
  | { run: Now; running: Now; past: null; pauses: ClockPause[] }

/** All runs of a tip's clocks, the latest first; of two that began together, the one that still runs. */
export function historyOf({ running, past, pauses }: Pick<TipClocks, 'running' | 'past' | 'pauses'>): Run[] {
  const pausesOf = (clock: string): ClockPause[] =>
    pauses.filter((pause) => pause.clock === clock).toSorted((a, b) => a.seq - b.seq)
  const now = running.map((run): Run => ({ run, running: run, past: null, pauses: pausesOf(run.clock) }))
  const before = past.map((run): Run => ({ run, running: null, past: run, pauses: pausesOf(run.clock) }))
  return [...now, ...before].toSorted((a, b) => Date.parse(b.run.startedAt) - Date.parse(a.run.startedAt))
}
