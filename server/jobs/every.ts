import { errorLine, type Log } from '../http/log.ts'

/** Runs a job again and again, never twice at once. A failure is logged and tried at the next turn. */
export function every(ms: number, did: string, log: Log, job: () => Promise<number>): NodeJS.Timeout {
  let isRunning = false
  const turn = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      const count = await job()
      if (count > 0) log({ did, count })
    } catch (error) {
      log(errorLine(did, error))
    } finally {
      isRunning = false
    }
  }
  return setInterval(() => void turn(), ms).unref()
}
