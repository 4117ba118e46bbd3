import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/**
 * A page, compressed for a browser that takes it. Only for pages that hold nothing of the visitor's: what was typed,
 * mixed with a secret and compressed, would show through the length (BREACH).
 */
export async function compressed(response: Response, accepted: string): Promise<Response> {
  const html = Buffer.from(await response.arrayBuffer())
  const { headers, status } = response
  headers.append('vary', 'accept-encoding')
  headers.delete('content-length')
  if (/\bbr\b/.test(accepted)) {
    headers.set('content-encoding', 'br')
    return new Response(await brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), { headers, status })
  }
  if (/\bgzip\b/.test(accepted)) {
    headers.set('content-encoding', 'gzip')
    return new Response(await gzipped(html), { headers, status })
  }
  return new Response(html, { headers, status })
}
