/** Streams for the tests. */
type Bytes = Uint8Array

export const streamOf = (...chunks: readonly Bytes[]): ReadableStream<Bytes> =>
  new ReadableStream({
    start(out) {
      for (const chunk of chunks) out.enqueue(chunk)
      out.close()
    },
  })

/** Cuts bytes into chunks of the given sizes, over and over. */
export function chunked(bytes: Bytes, sizes: readonly number[]): Bytes[] {
  const chunks: Bytes[] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return chunks
}

export async function readAll(stream: ReadableStream<Bytes>): Promise<Bytes> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
}
