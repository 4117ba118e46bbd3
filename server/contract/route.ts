import * as z from 'zod/mini'

/** One endpoint as a value: `serve()` mounts it, `call()` calls it, OpenAPI is derived from it. */
export type Route<P extends z.ZodMiniType, B extends z.ZodMiniType, R extends z.ZodMiniType> = {
  id: string
  /** What it is for, one line; goes into OpenAPI. */
  about: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:names` for path parameters. */
  path: string
  /** Path and query parameters together, as strings. */
  params: P
  /** JSON body; `z.undefined()` for none. */
  body: B
  /** JSON reply. */
  reply: R
  /** Largest body in bytes; Fastify's limit for the route. */
  maxBytes?: number
}
export type AnyRoute = Route<z.ZodMiniType, z.ZodMiniType, z.ZodMiniType>
export type ParamsOf<T extends AnyRoute> = z.output<T['params']>
export type BodyOf<T extends AnyRoute> = z.output<T['body']>
export type ReplyOf<T extends AnyRoute> = z.output<T['reply']>

/** How a request leaves: `fetch` in a browser, `inject` on the server's own side and in tests. */
export type Send = (
  path: string,
  init: { method: string; body?: BodyInit; headers?: Record<string, string> },
) => Promise<Response>

const NOTHING = z.object({})
type Nothing = typeof NOTHING
const NO_BODY = z.undefined()

type Partly<P, B, R> = {
  id: string
  about: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  params?: P
  body?: B
  reply?: R
  maxBytes?: number
}

/** Makes a route; what is left out is empty. */
export function route<
  P extends z.ZodMiniType = Nothing,
  B extends z.ZodMiniType = typeof NO_BODY,
  R extends z.ZodMiniType = Nothing,
>(given: Partly<P, B, R>): Route<P, B, R> {
  const filled = {
    ...given,
    params: given.params ?? NOTHING,
    body: given.body ?? NO_BODY,
    reply: given.reply ?? NOTHING,
  }
  return filled as unknown as Route<P, B, R>
}

/** A random identifier made by whoever creates the thing, so that resending is safe. */
export const id = z.uuid()
/** Standard base64 of at most `maxBytes` bytes. */
export const b64 = (maxBytes: number): z.ZodMiniString => z.base64().check(z.maxLength(Math.ceil(maxBytes / 3) * 4))
/** Standard base64 of exactly `bytes` bytes. */
export const b64Of = (bytes: number): z.ZodMiniString =>
  // The length of the text leaves up to three lengths of bytes; the padding tells them apart.
  z.base64().check(z.length(Math.ceil(bytes / 3) * 4), z.regex(new RegExp(`[^=]={${(3 - (bytes % 3)) % 3}}$`)))
/** A public key: a hybrid age recipient. */
export const recipient = z.string().check(z.regex(/^age1pq1[02-9ac-hj-np-z]{1000,2600}$/))
/** An instant, ISO 8601. */
export const instant = z.iso.datetime({ offset: true })
export const wholeNumber = z.coerce.number().check(z.int(), z.gte(0))
