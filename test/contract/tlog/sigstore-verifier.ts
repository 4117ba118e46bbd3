import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { keyIdOf, type Verifier } from '#contract/tlog/note.ts'

/** The two files of @sigstore/verify that judge an entry of a log; the package does not export them by themselves. */
type Entry = { canonicalizedBody: Buffer; inclusionProof: Record<string, unknown> }
type Head = { origin: string; logSize: bigint; logHash: Buffer }
const require = createRequire(import.meta.url)
const folder = join(dirname(require.resolve('@sigstore/verify')), 'tlog')
const { verifyMerkleInclusion } = require(join(folder, 'merkle.js')) as {
  verifyMerkleInclusion: (entry: Entry, head: Head) => void
}
const { verifyCheckpoint } = require(join(folder, 'checkpoint.js')) as {
  verifyCheckpoint: (entry: Entry, logs: unknown[]) => Head
}

export type SigstoreTakes = (entry: Uint8Array, index: number, path: readonly Uint8Array[], note: string) => boolean

/** Whether the verifier of Sigstore, which trusts this key, takes head, path and entry. */
export function sigstoreThatTrusts(verifier: Verifier): SigstoreTakes {
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(verifier.publicKey).toString('base64url') }
  const log = {
    logID: Buffer.from(keyIdOf(verifier)),
    publicKey: createPublicKey({ key, format: 'jwk' }),
    baseURL: `https://${verifier.name}`,
  }
  return (entry, index, path, note) => {
    const hashes = path.map((hash) => Buffer.from(hash))
    const inclusionProof = { logIndex: `${index}`, hashes, checkpoint: { envelope: note } }
    const given: Entry = { canonicalizedBody: Buffer.from(entry), inclusionProof }
    try {
      verifyMerkleInclusion(given, verifyCheckpoint(given, [log]))
      return true
    } catch (error) {
      if ((error as { code?: string }).code === 'TLOG_INCLUSION_PROOF_ERROR') return false
      throw error
    }
  }
}
