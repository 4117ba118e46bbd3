import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type postgres from 'postgres'

/** A text in every form that a careless program might write it: plain, base64 at its three offsets, hex, UTF-16. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The signs at both ends depend on the neighbours.
    return encoded.slice(Math.ceil((offset * 8) / 6), (offset + bytes.length) % 3 === 0 ? undefined : -1)
  })
  const texts = [
    text,
    ...inBase64,
    ...inBase64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(text),
  ]
  return [...new Set(texts)].map((each) => Buffer.from(each)).concat(Buffer.from(text, 'utf16le'))
}

/** Where one of the texts stands, in any of its forms. */
export function foundIn(content: Buffer, name: string, texts: readonly string[]): string[] {
  return texts
    .filter((text) => formsOf(text).some((form) => content.includes(form)))
    .map((text) => `${text} in ${name}`)
}

/** Searches every file under a folder. */
export async function searchFolder(dir: string, texts: readonly string[]): Promise<string[]> {
  const hits: string[] = []
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    hits.push(...foundIn(Buffer.from(entry.name), `the name of ${path}`, texts))
    if (entry.isFile()) hits.push(...foundIn(await readFile(path), path, texts))
  }
  return hits
}

/** Searches every row of every table of a database. */
export async function searchDatabase(
  owner: postgres.Sql,
  texts: readonly string[],
): Promise<{ hits: string[]; rows: number }> {
  const tables =
    await owner`select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
  const hits: string[] = []
  let rows = 0
  for (const table of tables) {
    const name = `"${String(table['schemaname'])}"."${String(table['tablename'])}"`
    for (const row of await owner.unsafe(`select t.* from ${name} t`)) {
      rows += 1
      for (const [column, value] of Object.entries(row as Record<string, unknown>)) {
        const content = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(textOf(value))
        hits.push(...foundIn(content, `${name}.${column}`, texts))
      }
    }
  }
  return { hits, rows }
}

/** A value as it stands in a column; documents are JSON. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : String(value)
