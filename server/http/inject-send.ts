import type { FastifyInstance } from 'fastify'
import type { Send } from '#contract/route.ts'

/** Calls an app without a network: for the site's own server side, and for tests. */
export function injectSend(
  app: FastifyInstance,
  headers: Readonly<Record<string, string>> = {},
  remoteAddress?: string,
): Send {
  return async (path, init) => {
    // The Response turns any body (text, bytes, form) into bytes and a content type.
    const sent = new Response(init.body ?? null)
    const contentType = sent.headers.get('content-type')
    const answer = await app.inject({
      method: init.method,
      url: path,
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      headers: { ...headers, ...(contentType === null ? {} : { 'content-type': contentType }), ...init.headers },
      ...(init.body == null ? {} : { payload: Buffer.from(await sent.arrayBuffer()) }),
    })
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    })
  }
}
