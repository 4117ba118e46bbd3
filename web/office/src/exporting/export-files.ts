import Papa from 'papaparse'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/universal'
import { momentText, type ExportCell, type ExportTable } from './table.ts'
import { localOf } from '../cases/sanya-time.ts'

/** Excel takes a file without this mark for one in the local code page, and shows Chinese as garbage. */
const BOM = '\uFEFF'

/** A table as CSV. A text that a spreadsheet would run as a formula is made harmless. */
export function csvOf({ head, rows }: ExportTable): Blob {
  const texts = rows.map((row) => row.map(textOf))
  const csv = Papa.unparse({ fields: head, data: texts }, { escapeFormulae: true, newline: '\r\n' })
  return new Blob([BOM, csv], { type: 'text/csv;charset=utf-8' })
}

function textOf(cell: ExportCell): string | number {
  if (cell === null) return ''
  return typeof cell === 'object' ? momentText(cell.instant) : cell
}

/** Tables as the sheets of a workbook; moments are dates, figures as they were typed. */
export function xlsxOf(tables: readonly ExportTable[]): Promise<Blob> {
  const sheets = tables.map(({ name, head, rows }) => ({
    sheet: name,
    data: [
      head.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ] satisfies SheetData,
    columns: head.map(() => ({ width: WIDTH })),
    stickyRowsCount: 1,
  }))
  return writeExcelFile(sheets).toBlob()
}
const WIDTH = 18

function cellOf(cell: ExportCell): Cell {
  if (cell === null) return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'string') return { value: cell, type: String }
  // A workbook knows no zone: its clock is made to show what Sanya's shows.
  const local = localOf(cell.instant)
  const format = local.endsWith('T00:00') ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm'
  return { value: new Date(`${local}:00Z`), type: Date, format }
}
