/**
 * An address for the driver of the job queue, which by itself reads `sslmode=require` more strictly than PostgreSQL and our
 * own driver do. One address then means the same to both: `require` encrypts, `verify-full` checks the certificate.
 */
export function forPg(url: string): string {
  const same = new URL(url)
  if (same.searchParams.has('sslmode')) same.searchParams.set('uselibpqcompat', 'true')
  return same.href
}
