import { codeOf } from './refuse-error.ts'

/** What may stand in a log: ids of routes and jobs, codes, numbers. Never a parameter, an address, an agent or a message. */
export type LogLine = { did: string; status?: number; ms?: number; code?: string; count?: number; where?: string[] }
export type Log = (line: LogLine) => void

/** One line of JSON to the standard output. `toHour` for the public side, where the minute could tell who was online. */
export function logTo(write: (text: string) => void, toHour: boolean): Log {
  return (line) => {
    const now = new Date().toISOString()
    write(`${JSON.stringify({ at: toHour ? `${now.slice(0, 13)}Z` : now, ...line })}\n`)
  }
}

/** An error without its message, since messages of databases and parsers repeat what was sent: name, code, places in our code. */
export function errorLine(did: string, error: unknown): LogLine {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const name = error instanceof Error ? error.constructor.name : typeof error
  return { did, code: codeOf(error) ?? name, where: frames.slice(0, 6).map((line) => line.trim()) }
}
