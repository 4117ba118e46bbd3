import { SMTPServer } from 'smtp-server'

/** A mail server for the demo: takes every mail, keeps none, and tells the number and the address of each desk. */
export async function startMailCatcher(
  onMail: (to: string) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      stream.resume()
      stream.once('end', () => {
        for (const { address } of session.envelope.rcptTo) onMail(address)
        done()
      })
    },
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(resolve)) }
}
