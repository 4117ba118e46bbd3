import type { AnyRoute, BodyOf, ParamsOf, ReplyOf, Send } from '#contract/route.ts'
import { REFUSALS, type RefusalBody, type RefusalCode } from '#contract/refusals.ts'

export type { Send }

/** What a call came to. `unreachable` means nothing is known: the request may have arrived, so resend it as it was. */
export type Answer<R> =
  | { is: 'done'; reply: R }
  | { is: 'refused'; refusal: RefusalCode; body: RefusalBody }
  | { is: 'unreachable' }

export type Input<T extends AnyRoute> = (Record<string, never> extends ParamsOf<T>
  ? { params?: ParamsOf<T> }
  : { params: ParamsOf<T> }) &
  (BodyOf<T> extends undefined ? { body?: undefined } : { body: BodyOf<T> })

/** Calls one endpoint of the contract and checks its answer. Never throws for what a network or a server does. */
export async function call<T extends AnyRoute>(send: Send, route: T, input: Input<T>): Promise<Answer<ReplyOf<T>>> {
  const path = fillPath(route.path, input.params ?? {})
  const init =
    input.body === undefined
      ? {}
      : { body: JSON.stringify(input.body), headers: { 'content-type': 'application/json' } }
  return ask(
    send,
    path,
    { method: route.method, ...init },
    async (response) => route.reply.parse(await response.json()) as ReplyOf<T>,
  )
}

/** Sends any request of ours and reads the answer with `read`; for the routes that carry bytes. */
export async function ask<R>(
  send: Send,
  path: string,
  init: Parameters<Send>[1],
  read: (response: Response) => Promise<R>,
): Promise<Answer<R>> {
  try {
    const response = await send(path, init)
    return response.ok ? { is: 'done', reply: await read(response) } : await refusal(response)
  } catch {
    return { is: 'unreachable' }
  }
}

async function refusal(response: Response): Promise<Answer<never>> {
  const body: unknown = await response.json()
  if (isRefusal(body)) return { is: 'refused', refusal: body.refusal, body }
  return { is: 'refused', refusal: 'unexpected', body: { refusal: 'unexpected' } }
}

function isRefusal(body: unknown): body is RefusalBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'refusal' in body &&
    typeof body.refusal === 'string' &&
    body.refusal in REFUSALS
  )
}

/** Puts path parameters in their places and the rest into the query, a list as one parameter several times. */
function fillPath(path: string, params: Record<string, unknown>): string {
  const query = new URLSearchParams()
  let filled = path
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    if (filled.includes(`:${name}`)) filled = filled.replace(`:${name}`, encodeURIComponent(String(value)))
    else for (const one of [value].flat()) query.append(name, String(one))
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}
