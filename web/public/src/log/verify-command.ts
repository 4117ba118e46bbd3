/** The bytes before a raw Ed25519 public key that make it one for OpenSSL (RFC 8410), as `printf` takes them. */
const SPKI = String.raw`\060\052\060\005\006\003\053\145\160\003\041\000`

/** How a host is reached: only a demonstration on one's own machine and an onion service have no TLS. */
export const originOf = (host: string): string =>
  `${/^(?:127\.0\.0\.1|localhost)(?::|$)|\.onion(?::|$)/.test(host) ? 'http' : 'https'}://${host}`

/**
 * Shell commands that verify the signature of the newest head with curl and OpenSSL alone. The key stands in them, so that
 * they keep what was read here and do not ask again.
 */
export const verifyCommand = (checkpointUrl: string, verifierKey: string): string => `curl -sf ${checkpointUrl} > head
KEY='${verifierKey}'
sed '/^$/,$d' head > text
grep '^— ' head | head -n 1 | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
{ printf '${SPKI}'; echo "\${KEY##*+}" | base64 -d | tail -c 32; } > key
openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature
`
