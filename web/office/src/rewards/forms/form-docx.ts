import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IRunOptions,
} from 'docx'
import { COLUMNS, type FormCell, type FormModel } from './form-model.ts'

/**
 * A form as .docx, as offices write theirs: A4 with the margins of GB/T 9704-2012, the title in 2号 小标宋 and not bold, the table in
 * 4号 仿宋. Fonts are only named. The file says who made it and nothing of the machine, and the same form gives the same parts.
 */
export async function formDocx(form: FormModel, at: string): Promise<Blob> {
  const document = new Document({
    creator: MAKER,
    title: form.title,
    styles: { default: { document: { run: { font: BODY, size: SIZE.four, language: { eastAsia: 'zh-CN' } } } } },
    sections: [{ properties: { page: pageOf(form) }, footers: { default: footer() }, children: childrenOf(form) }],
  })
  // The library writes the hour of the machine; a form has that of what it says.
  return Packer.pack(document, 'blob', false, [{ path: 'docProps/core.xml', data: coreOf(form.title, at) }])
}

const MAKER = '鹿哨 Lushao'
const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const BODY = { ...latin, eastAsia: '仿宋_GB2312' }
const TITLE = { ...latin, eastAsia: '方正小标宋简体' }
const LABEL = { ...latin, eastAsia: '黑体' }
/** In half points: 2号, 3号, 4号, 小4号. */
const SIZE = { two: 44, three: 32, four: 28, small: 24 }
/** In twentieths of a point: 37, 26, 35 and 28 mm. */
const MARGIN = { top: 2098, right: 1474, bottom: 1984, left: 1587 }
const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { ...MARGIN, footer: 1300 } }
/** Lying, with the margins turned with the page. */
const WIDE = { top: MARGIN.left, right: MARGIN.top, bottom: MARGIN.right, left: MARGIN.bottom }
const WIDE_PAGE = { size: { ...PAGE.size, orientation: PageOrientation.LANDSCAPE }, margin: { ...WIDE, footer: 800 } }
const pageOf = ({ isWide = false }: FormModel): typeof PAGE | typeof WIDE_PAGE => (isWide ? WIDE_PAGE : PAGE)
const widthOf = ({ isWide = false }: FormModel): number =>
  isWide ? PAGE.size.height - WIDE.left - WIDE.right : PAGE.size.width - MARGIN.left - MARGIN.right
const LINE = { line: 579, lineRule: LineRuleType.EXACT }

function childrenOf(form: FormModel): (Paragraph | Table)[] {
  const letter = { spacing: LINE, indent: { firstLine: 640 } }
  const written = (line: string): Paragraph => new Paragraph({ ...letter, children: [run(line, { size: SIZE.three })] })
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      children: [run(form.title, { font: TITLE, size: SIZE.two })],
    }),
    ...form.above.map(
      (line) => new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { after: 80 }, children: [run(line)] }),
    ),
    ...(form.address === null
      ? []
      : [new Paragraph({ spacing: LINE, children: [run(form.address, { size: SIZE.three })] })]),
    ...form.paragraphs.map(written),
    ...(form.paragraphs.length === 0 ? [] : [new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT } })]),
    ...(form.rows.length === 0 ? [] : [tableOf(form.rows, widthOf(form))]),
    ...form.after.map(written),
    ...form.closing.map(closing),
    ...form.notes.map(
      (line) => new Paragraph({ spacing: { before: 80 }, children: [run(line, { size: SIZE.small })] }),
    ),
  ]
}

/** Four characters from the right edge, with room for the seal above. */
const closing = (line: string, index: number): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { ...LINE, before: index === 0 ? 900 : 0 },
    indent: { right: 1280 },
    children: [run(line, { size: SIZE.three })],
  })

function tableOf(rows: FormModel['rows'], width: number): Table {
  const column = Math.floor(width / COLUMNS)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: column * COLUMNS, type: WidthType.DXA },
    columnWidths: Array<number>(COLUMNS).fill(column),
    rows: rows.map((cells) => {
      // The head of a list stays with its first line.
      const keepNext = cells.every(({ is }) => is === 'head')
      return new TableRow({ cantSplit: true, children: cells.map((each) => cellOf(each, column, keepNext)) })
    }),
  })
}

function cellOf({ is, span, lines }: FormCell, column: number, keepNext: boolean): TableCell {
  return new TableCell({
    columnSpan: span,
    width: { size: column * span, type: WidthType.DXA },
    verticalAlign: is === 'sign' ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: lines.map((line, index) => {
      const isPen = is === 'sign' && index === lines.length - 1
      return new Paragraph({
        alignment: ALIGNED[isPen ? 'pen' : is],
        keepNext,
        spacing: { before: isPen ? 360 : 0 },
        children: [run(line, is === 'head' ? { font: LABEL } : {})],
      })
    }),
  })
}

const ALIGNED = {
  head: AlignmentType.CENTER,
  text: AlignmentType.LEFT,
  sign: AlignmentType.LEFT,
  amount: AlignmentType.RIGHT,
  pen: AlignmentType.RIGHT,
}

const run = (text: string, more: Partial<IRunOptions> = {}): TextRun => new TextRun({ text, ...more })

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            size: SIZE.four,
            font: { ...latin, eastAsia: '宋体' },
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })

function coreOf(title: string, at: string): string {
  const time = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${new Date(at).toISOString().slice(0, 19)}Z</dcterms:${name}>`
  const spaces = [
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ].join(' ')
  const maker = `<dc:creator>${MAKER}</dc:creator><cp:lastModifiedBy>${MAKER}</cp:lastModifiedBy>`
  const plain = title.replace(/[<>&]/g, ' ')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties ${spaces}><dc:title>${plain}</dc:title>${maker}${time('created')}${time('modified')}</cp:coreProperties>`
}
