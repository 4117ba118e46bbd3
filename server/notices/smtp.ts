import { createTransport } from 'nodemailer'
import type { SendMail } from './mail.ts'

/** Mail through an SMTP server. TLS is required unless the server is on this machine or the address says smtps. */
export function smtpSender(smtpUrl: string, from: string, ca?: string): SendMail & { close: () => void } {
  const { hostname } = new URL(smtpUrl)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport(
    {
      url: smtpUrl,
      requireTLS: !isLocal && smtpUrl.startsWith('smtp:'),
      connectionTimeout: 15_000,
      socketTimeout: 30_000,
      ...(ca === undefined ? {} : { tls: { ca } }),
    },
    { from },
  )
  const send: SendMail = async ({ to, subject, text }) => {
    // An automatic mail, so that no out-of-office answer comes back; no name of this machine in the message id.
    await transport.sendMail({
      to,
      subject,
      text,
      xMailer: false,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    })
  }
  return Object.assign(send, { close: () => transport.close() })
}
