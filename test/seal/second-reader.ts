import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { bech32 } from '@scure/base'

/**
 * A second reader of sealed things, written from the specifications alone (C2SP age, X-Wing, HPKE) and on OpenSSL
 * alone: nothing of `web/seal/` and none of its libraries but bech32. When it agrees, what we seal can be read without us.
 */
type Keys = { mlkem: KeyObject; x25519: KeyObject; x25519PublicBytes: Buffer; recipientBytes: Buffer }

const MLKEM_SEED = Buffer.from('3054020100300b06096086480165030404020442' + '8040', 'hex')
const X25519_SECRET = Buffer.from('302e020100300506032b656e04220420', 'hex')
const X25519_PUBLIC = Buffer.from('302a300506032b656e032100', 'hex')
const STANZA = 'mlkem768x25519'
const INFO = Buffer.from('age-encryption.org/mlkem768x25519')
const MLKEM_CIPHERTEXT = 1088
const CHUNK = 64 * 1024 + 16

/** The public key that follows from an identity, in its text form. */
export function recipientOf(identity: string): string {
  return bech32.encode('age1pq', bech32.toWords(keysOf(identity).recipientBytes), false)
}

/** The plaintext of an age file, padding and all. Throws when it is not for this identity, or not whole. */
export function plaintextOf(sealedBytes: Uint8Array, identity: string): Buffer {
  const sealed = Buffer.from(sealedBytes)
  const end = sealed.indexOf('\n--- ') + 4
  const macEnd = sealed.indexOf('\n', end)
  const fileKey = unwrapped(sealed.subarray(0, end).toString('latin1'), keysOf(identity))
  const mac = createHmac('sha256', hkdf(fileKey, '', 'header'))
    .update(sealed.subarray(0, end))
    .digest()
  if (!mac.equals(Buffer.from(sealed.subarray(end, macEnd).toString('latin1').trim(), 'base64')))
    throw new Error('The header was changed')
  const nonce = sealed.subarray(macEnd + 1, macEnd + 17)
  return decrypted(sealed.subarray(macEnd + 17), hkdf(fileKey, nonce, 'payload'))
}

/** X-Wing: the seed gives the ML-KEM seed (64 bytes) and the X25519 key (32) by SHAKE256. */
function keysOf(identity: string): Keys {
  const seed = bech32.decodeToBytes(identity).bytes
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlkem = createPrivateKey({
    key: Buffer.concat([MLKEM_SEED, expanded.subarray(0, 64)]),
    format: 'der',
    type: 'pkcs8',
  })
  const x25519 = createPrivateKey({
    key: Buffer.concat([X25519_SECRET, expanded.subarray(64)]),
    format: 'der',
    type: 'pkcs8',
  })
  const x25519PublicBytes = publicBytes(x25519, 32)
  return {
    mlkem,
    x25519,
    x25519PublicBytes,
    recipientBytes: Buffer.concat([publicBytes(mlkem, 1184), x25519PublicBytes]),
  }
}

const publicBytes = (key: KeyObject, length: number): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-length)

/** Tries every stanza of the hybrid kind: its argument is the encapsulated key, its body the file key. */
function unwrapped(header: string, keys: Keys): Buffer {
  for (const [, kind, share = '', body = ''] of header.matchAll(/^-> (\S+) (\S+)\n([A-Za-z0-9+/\n]*)$/gm)) {
    if (kind !== STANZA) continue
    const { key, nonce } = hpke(sharedSecret(Buffer.from(share, 'base64'), keys))
    try {
      return opened(key, nonce, Buffer.from(body, 'base64'))
    } catch {
      continue
    }
  }
  throw new Error('Not for this identity')
}

/** X-Wing: SHA3-256 over both secrets, the X25519 share, the X25519 public key and the label. */
function sharedSecret(share: Buffer, keys: Keys): Buffer {
  const theirs = share.subarray(MLKEM_CIPHERTEXT)
  const publicKey = createPublicKey({ key: Buffer.concat([X25519_PUBLIC, theirs]), format: 'der', type: 'spki' })
  return createHash('sha3-256')
    .update(decapsulate(keys.mlkem, share.subarray(0, MLKEM_CIPHERTEXT)))
    .update(diffieHellman({ privateKey: keys.x25519, publicKey }))
    .update(theirs)
    .update(keys.x25519PublicBytes)
    .update('\\.//^\\')
    .digest()
}

/** HPKE (RFC 9180), base mode: KEM 0x647a, HKDF-SHA256, ChaCha20-Poly1305. */
function hpke(secret: Buffer): { key: Buffer; nonce: Buffer } {
  const suite = Buffer.from('48504b45647a00010003', 'hex')
  const extract = (salt: Buffer, label: string, ikm: Buffer): Buffer =>
    createHmac('sha256', salt).update('HPKE-v1').update(suite).update(label).update(ikm).digest()
  const none = Buffer.alloc(0)
  const context = Buffer.concat([Buffer.of(0), extract(none, 'psk_id_hash', none), extract(none, 'info_hash', INFO)])
  const prk = extract(secret, 'secret', none)
  const expand = (label: string, length: number): Buffer =>
    createHmac('sha256', prk)
      .update(Buffer.of(0, length))
      .update('HPKE-v1')
      .update(suite)
      .update(label)
      .update(context)
      .update(Buffer.of(1))
      .digest()
      .subarray(0, length)
  return { key: expand('key', 32), nonce: expand('base_nonce', 12) }
}

/** The STREAM of age: chunks of 64 KiB, an 11-byte counter, and a mark on the last. */
function decrypted(payload: Buffer, key: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let at = 0, counter = 0; at < payload.length; at += CHUNK, counter++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(counter, 7)
    nonce[11] = at + CHUNK >= payload.length ? 1 : 0
    chunks.push(opened(key, nonce, payload.subarray(at, at + CHUNK)))
  }
  return Buffer.concat(chunks)
}

function opened(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}

const hkdf = (key: Buffer, salt: Buffer | '', info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, 32))
