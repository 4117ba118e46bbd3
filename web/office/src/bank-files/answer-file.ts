import { sha256 } from '@noble/hashes/sha2.js'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/universal'
import { toHex } from '#seal/b64.ts'

/** What the bank answered 回盘, as a table of texts, and the SHA-256 of the file. Empty rows are left out; `line` is where a row stood. */
export type AnswerFile = { name: string; digestHex: string; rows: readonly AnswerLine[] }
export type AnswerLine = { line: number; cells: readonly string[] }

/** Why a file is not read. An old .xls is one of what is `unknown`. */
export type UnreadAnswers = 'too-big' | 'unknown' | 'empty'

/** Banks take and give 5 MB at most; a workbook unpacks to more. */
const MOST_BYTES = 5 * 1024 * 1024
const MOST_ROWS = 20_000

/** Reads an answer: a workbook, or a text in UTF-8, UTF-16 or GB18030 with commas, tabs, semicolons or bars between its cells. */
export async function readAnswers(
  file: Blob & { name: string },
): Promise<{ is: 'read'; answers: AnswerFile } | { is: 'unread'; why: UnreadAnswers }> {
  if (file.size > MOST_BYTES) return { is: 'unread', why: 'too-big' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const table = isZip(bytes) ? await readWorkbook(bytes) : readText(bytes)
  if (table === null) return { is: 'unread', why: 'unknown' }
  const rows = table
    .slice(0, MOST_ROWS)
    .map((row, index) => ({ line: index + 1, cells: row.map(plainCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (rows.length === 0) return { is: 'unread', why: 'empty' }
  return { is: 'read', answers: { name: file.name, digestHex: toHex(sha256(bytes)), rows } }
}

type Bytes = Uint8Array<ArrayBuffer>
const isZip = (bytes: Bytes): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The first sheet. Numbers stay the digits that stand in the file: no sum passes through a float. */
async function readWorkbook(bytes: Bytes): Promise<string[][] | null> {
  try {
    const sheet = await readSheet<string>(bytes.buffer, { parseNumber: (digits: string) => digits })
    return sheet.map((row) => row.map(cellText))
  } catch {
    // No workbook, or one that is cut: the reader's own words help nobody.
    return null
  }
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : ''
}

function readText(bytes: Bytes): string[][] | null {
  const text = decoded(bytes)
  if (text === null || text.includes('\0')) return null
  return Papa.parse<string[]>(text, { delimitersToGuess: [',', '\t', '|', ';'] }).data
}

/** By its mark; without one UTF-8 if all of it is, for no Chinese text in GB18030 is that by chance; else GB18030. */
function decoded(bytes: Bytes): string | null {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  for (const encoding of utf16 === null ? ['utf-8', 'gb18030'] : [utf16])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding, or none.
    }
  return null
}

/** A cell without what keeps a spreadsheet from calculating: a tab, an apostrophe, or the form ="…". */
const plainCell = (cell: string): string =>
  cell
    .normalize('NFKC')
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'/, '')
    .trim()
