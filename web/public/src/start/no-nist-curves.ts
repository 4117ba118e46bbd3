/** Stands in for the NIST curves, which nothing on these pages uses: our recipients are ML-KEM-768 with X25519. */
export const p256 = undefined
export const p384 = undefined
export const p521 = undefined
