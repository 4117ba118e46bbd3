import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { keyIdOf, type Signer } from '#contract/tlog/note.ts'

/** The key that signs the heads of the log. It never lies in the database: who can rewrite that must not be able to sign. */
export type LogKey = { publicKeyBytes: Uint8Array; signerNamed: (origin: string) => Signer }

/** Opens the key file, PKCS#8 PEM of an Ed25519 key. Where there is none, a key is made, once though several start together. */
export async function openLogKey(file: string): Promise<LogKey> {
  const fresh = `${file}.${randomUUID()}`
  await writeFile(fresh, newKey(), { mode: 0o600 })
  // A link is there in full or not at all, and never replaces the key that somebody else has made.
  await link(fresh, file).catch(unlessThere)
  await rm(fresh)
  return keyOf(createPrivateKey(await readFile(file)))
}

function keyOf(privateKey: KeyObject): LogKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The key of the log is no Ed25519 key')
  const publicKeyBytes = new Uint8Array(
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
  )
  return {
    publicKeyBytes,
    signerNamed: (name) => ({
      name,
      keyId: keyIdOf({ name, publicKey: publicKeyBytes }),
      sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
    }),
  }
}

const newKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
