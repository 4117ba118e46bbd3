import type { FastifyInstance } from 'fastify'
import { errorLine, type Log } from './log.ts'

type At = { host: string; port: number; log: Log }

/** Listens, says where, and closes in good order when the machine asks for it. */
export async function run(app: FastifyInstance, name: string, { host, port, log }: At): Promise<void> {
  const stop = (): void => void app.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // What nobody caught ends the process, and its supervisor starts another; its message stays out of the log.
  process.once('uncaughtException', (error) => {
    log(errorLine('crash', error))
    process.exit(1)
  })
  // Under `npm start` the standard input is a pipe that closes when the parent is gone, however it went.
  if (process.env['SUPERVISED'] === 'yes') process.stdin.once('end', stop).resume()
  const address = await app.listen({ host, port })
  console.log(JSON.stringify({ ready: name, address }))
}
