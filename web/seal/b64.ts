import { base64, base64urlnopad, hex } from '@scure/base'

/** Bytes as standard base64 with padding. */
export const toB64 = (bytes: Uint8Array): string => base64.encode(bytes)
/** Standard base64 as bytes; throws on anything else. */
export const fromB64 = (text: string): Uint8Array => base64.decode(text)
/** Standard base64 as base64url without padding, for addresses; and back. */
export const toUrlB64 = (text: string): string => base64urlnopad.encode(base64.decode(text))
export const fromUrlB64 = (text: string): string => base64.encode(base64urlnopad.decode(text))
export const toHex = (bytes: Uint8Array): string => hex.encode(bytes)
export const fromHex = (text: string): Uint8Array => hex.decode(text)
