import { sha256 } from '@noble/hashes/sha2.js'
import Papa from 'papaparse'
import writeExcelFile, { type Cell } from 'write-excel-file/universal'
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js'
import { toHex } from '#seal/b64.ts'
import { yuanOf } from '../cases/decimal.ts'
import type { BankLine } from './bank-line.ts'
import { bankFaults, type BankFault } from './bank-faults.ts'
import { bankRows, totalOf, type BankCell, type BankRowsChoice } from './bank-rows.ts'

/** A workbook, or a text with the encoding that the bank reads: nearly all read GB18030. */
export const BANK_FORMATS = ['xlsx', 'csv-gb18030', 'csv-utf8'] as const
export type BankFormat = (typeof BANK_FORMATS)[number]

export type BankFileChoice = BankRowsChoice & {
  format: BankFormat
  /** The number of the batch, and the day in Sanya as YYYY-MM-DD. */
  run: string
  on: string
}
/** A file for the bank; `digestHex` is its SHA-256, which stands on the cover sheet. */
export type BankFile = { blob: Blob; name: string; digestHex: string; count: number; fen: bigint }

/** The file of a batch, or what hinders it. Files of the same lines and choice have the same name; a workbook has the minute of its making inside. */
export async function bankFile(
  lines: readonly BankLine[],
  choice: BankFileChoice,
): Promise<{ is: 'made'; file: BankFile } | { is: 'refused'; faults: readonly BankFault[] }> {
  const { profile, payer, format } = choice
  const faults = bankFaults(lines, profile, payer)
  if (faults.length > 0) return { is: 'refused', faults }
  const rows = bankRows(lines, choice)
  const heads = profile.columns.map(({ title }) => title)
  const bytes = format === 'xlsx' ? await xlsxOf(heads, rows) : csvOf(heads, rows, format)
  if (bytes.length > profile.limits.bytes)
    return { is: 'refused', faults: [{ is: 'too-big', most: profile.limits.bytes }] }
  const file = {
    digestHex: toHex(sha256(bytes)),
    name: bankFileName(lines, choice),
    count: lines.length,
    fen: totalOf(lines),
  }
  return { is: 'made', file: { ...file, blob: new Blob([bytes], { type: TYPES[format] }) } }
}

const TYPES: Readonly<Record<BankFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'csv-gb18030': 'text/csv;charset=gb18030',
  'csv-utf8': 'text/csv;charset=utf-8',
}

/** 代发_YYYYMMDD_批次_笔数_总额: what the bank's clerk compares with the cover sheet. */
export function bankFileName(lines: readonly BankLine[], { run, on, format }: BankFileChoice): string {
  const batch = run.replace(/[^\p{L}\p{N}-]/gu, '')
  const ending = format === 'xlsx' ? 'xlsx' : 'csv'
  return `代发_${on.replaceAll('-', '')}_${batch}_${lines.length}笔_${yuanOf(totalOf(lines).toString())}.${ending}`
}

type Bytes = Uint8Array<ArrayBuffer>

async function xlsxOf(heads: readonly string[], rows: readonly BankCell[][]): Promise<Bytes> {
  const data = [
    heads.map((value): Cell => ({ value, type: String, fontWeight: 'bold' })),
    ...rows.map((row) => row.map(xlsxCell)),
  ]
  const columns = heads.map(() => ({ width: WIDTH }))
  const blob = await writeExcelFile([{ sheet: SHEET, data, columns, stickyRowsCount: 1 }]).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}
const SHEET = '代发'
const WIDTH = 22

/** A text has the format of texts, so that it stays one when somebody edits the cell. A sum is a number that shows both its decimals. */
function xlsxCell(cell: BankCell): Cell {
  if (cell.is === 'sum') return { value: Number(cell.fen) / 100, type: Number, format: '0.00' }
  return cell.text === '' ? null : { value: cell.text, type: String, format: '@' }
}

function csvOf(heads: readonly string[], rows: readonly BankCell[][], format: 'csv-gb18030' | 'csv-utf8'): Bytes {
  const text = Papa.unparse([[...heads], ...rows.map((row) => row.map(csvCell))], { newline: '\r\n' }) + '\r\n'
  return format === 'csv-utf8'
    ? new TextEncoder().encode(`${BOM}${text}`)
    : Uint8Array.from(createMultibyteEncoder('gb18030')(text))
}
/** Excel takes a file without this mark for one in the local code page, and shows Chinese as garbage. */
const BOM = '\uFEFF'

/** A tab before the digits of an account keeps a spreadsheet from making a float of them; banks skip it. */
function csvCell(cell: BankCell): string {
  if (cell.is === 'sum') return yuanOf(cell.fen.toString())
  return cell.is === 'digits' && cell.text !== '' ? `\t${cell.text}` : cell.text
}
