import { base64 } from '@scure/base'

/** The bytes of standard base64 (RFC 4648, section 4) in its one canonical form, or null. */
export function decodeB64(text: string): Uint8Array | null {
  try {
    return base64.decode(text)
  } catch {
    return null // said by the caller, who knows of what
  }
}

/** The bytes of a hash in base64, or null. */
export function decodeHash(text: string): Uint8Array | null {
  const bytes = decodeB64(text)
  return bytes?.length === 32 ? bytes : null
}

export const encodeB64 = (bytes: Uint8Array): string => base64.encode(bytes)

/** A whole number as these formats write it: decimal, without a sign and without leading zeros. */
export function decodeCount(text: string): number | null {
  const count = /^(0|[1-9][0-9]*)$/.test(text) ? Number(text) : NaN
  return Number.isSafeInteger(count) ? count : null
}
