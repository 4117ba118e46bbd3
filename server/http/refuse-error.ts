import { Refusal } from './refusal.ts'

/** Fastify's own errors, by what they mean to the one who asked. */
const FASTIFY: Readonly<Record<string, ConstructorParameters<typeof Refusal>[0]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrongContentType',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalidInput',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalidInput',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalidInput',
  FST_ERR_BAD_URL: 'invalidInput',
  FST_REQ_FILE_TOO_LARGE: 'tooLarge',
  FST_FILES_LIMIT: 'invalidInput',
  FST_PARTS_LIMIT: 'invalidInput',
  FST_FIELDS_LIMIT: 'invalidInput',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'wrongContentType',
}

/** Codes of a connection that is gone or a server that is starting or stopping. */
const AWAY = /^(ECONN|EPIPE|ENOTFOUND|CONNECT|CONNECTION_|57P0|08|53)/

/** What any error is answered with. Only `unexpected` and `unavailable` are somebody's work to look at. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (code !== null && FASTIFY[code] !== undefined) return new Refusal(FASTIFY[code])
  if (code !== null && AWAY.test(code)) return new Refusal('unavailable')
  return new Refusal(isBadRequest(error) ? 'invalidInput' : 'unexpected')
}

/** The code of an error: of PostgreSQL (SQLSTATE), of the network or of Fastify. Drizzle keeps it in `cause`. */
export function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return null
}

function isBadRequest(error: unknown): boolean {
  return (
    error instanceof Error && 'statusCode' in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
  )
}
