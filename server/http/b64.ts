/** Standard base64 of bytes, as the contract carries them. */
export const toB64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
/** The bytes of base64 that the contract has checked. */
export const fromB64 = (text: string): Buffer => Buffer.from(text, 'base64')
