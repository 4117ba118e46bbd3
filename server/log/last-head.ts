import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'

/** The last head that this process signed, kept beside the key and outside the database. */
export type LastHead = { size: number; rootB64: string }

/** Where the last head is kept: beside the key that signed it. */
export function lastHeadFileOf(keyFile: string): string {
  return `${keyFile}.last-head`
}

/** The head that was kept, or null before the first. */
export async function readLastHead(file: string): Promise<LastHead | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LastHead
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Keeps a head: the file is whole at every moment. */
export async function keepLastHead(file: string, head: LastHead): Promise<void> {
  const fresh = `${file}.${randomUUID()}`
  await writeFile(fresh, JSON.stringify(head), { mode: 0o600 })
  await rename(fresh, file)
}
