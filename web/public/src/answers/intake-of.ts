import type { RequestEvent } from '@sveltejs/kit'
import type { Send } from '#ui/client.ts'

/** How the pages' server side reaches the intake: the process that serves them puts it on the request. */
export function intakeOf(event: Pick<RequestEvent, 'platform'>): Send {
  const { callIntake } = (event.platform as { req: { callIntake?: Send } } | undefined)?.req ?? {}
  return callIntake ?? (() => Promise.reject(new Error('No intake behind this page')))
}
