import { keyPairOf } from '#seal/identities.ts'
import { openFile } from '#seal/open.ts'
import { inPieces, sealFile } from '#seal/seal.ts'

/**
 * Run as a process of its own: `node test/seal/measure-memory.ts [MiB]`. Seals a stream of that many MiB into pieces and opens
 * it again while it is sealed, so that nothing is ever held whole; prints how far each grew the process, as JSON.
 */
export type Measured = {
  mib: number
  sealGrewMib: number
  openGrewMib: number
  sealSeconds: number
  bothSeconds: number
}

const MIB = 1024 * 1024
const CHUNK = 64 * 1024
const mib = Number(process.argv[2] ?? 200)
const pair = await keyPairOf(new Uint8Array(32))
const AT = { tip: '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a', kind: 'file', seq: 0 } as const

// The first megabyte loads and compiles everything; only what comes after is the stream's own.
await sealAll(1)
await openAll(1)
const beforeBytes = peakBytes()
const sealSeconds = await seconds(() => sealAll(mib))
const betweenBytes = peakBytes()
const bothSeconds = await seconds(() => openAll(mib))
const measured: Measured = {
  mib,
  sealGrewMib: grew(beforeBytes, betweenBytes),
  openGrewMib: grew(beforeBytes, peakBytes()),
  sealSeconds,
  bothSeconds,
}
console.log(JSON.stringify(measured))

async function sealAll(size: number): Promise<void> {
  for await (const piece of inPieces(await sealed(size))) if (piece.length === 0) throw new Error('An empty piece')
}

async function openAll(size: number): Promise<void> {
  const opened = await openFile(await sealed(size), [pair.identity], AT)
  if (opened.is !== 'opened') throw new Error(opened.is)
  let read = 0
  for await (const chunk of opened.content) read += chunk.length
  if (read !== size * MIB) throw new Error(`${read} bytes came back`)
}

function sealed(size: number): Promise<ReadableStream<Uint8Array>> {
  let left = (size * MIB) / CHUNK
  const content = new ReadableStream<Uint8Array>({
    pull: (out) => {
      if (left-- > 0) out.enqueue(new Uint8Array(CHUNK).fill(left))
      else out.close()
    },
  })
  return sealFile(AT, { name: 'film.mp4', type: 'video/mp4', size: size * MIB }, content, [pair.recipient])
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024
}

function grew(fromBytes: number, toBytes: number): number {
  return Math.round((toBytes - fromBytes) / MIB)
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round((performance.now() - start) / 100) / 10
}
