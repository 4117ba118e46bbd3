import { randomBytes } from 'node:crypto'
import { connect } from './connect.ts'

export type ProcessUrls = { publicUrl: string; officeUrl: string }

/**
 * Lets the two process roles log in with fresh passwords and gives their URLs. For the embedded database and for
 * tests; in production an administrator sets the passwords once.
 */
export async function openRoles(ownerUrl: string): Promise<ProcessUrls> {
  const db = connect(ownerUrl, 1)
  try {
    return { publicUrl: await letIn('lushao_public'), officeUrl: await letIn('lushao_office') }
  } finally {
    await db.$client.end()
  }

  async function letIn(role: string): Promise<string> {
    const password = randomBytes(18).toString('base64url')
    await db.$client.unsafe(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`)
    const url = new URL(ownerUrl)
    url.username = role
    url.password = password
    return url.href
  }
}
