import { randomBytes } from 'node:crypto'

/** A page filled up to `size` bytes, or to a multiple of it, with a comment of random text that does not compress away. */
export async function paddedTo(size: number, response: Response): Promise<Response> {
  const html = Buffer.from(await response.arrayBuffer())
  const { headers, status } = response
  headers.delete('content-length')
  const missing = Math.ceil((html.length + '<!---->'.length) / size) * size - html.length - '<!---->'.length
  const filler = randomBytes(missing).toString('base64url').slice(0, missing)
  return new Response(Buffer.concat([html, Buffer.from(`<!--${filler.replaceAll('-', '_')}-->`)]), { headers, status })
}
