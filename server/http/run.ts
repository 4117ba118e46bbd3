import type { FastifyInstance } from 'fastify'

/** Listens, says where, and closes in good order when the machine asks for it. */
export async function run(app: FastifyInstance, name: string, host: string, port: number): Promise<void> {
  const stop = (): void => void app.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Under `npm start` the standard input is a pipe that closes when the parent is gone, however it went.
  if (process.env['SUPERVISED'] === 'yes') process.stdin.once('end', stop).resume()
  const address = await app.listen({ host, port })
  console.log(JSON.stringify({ ready: name, address }))
}
