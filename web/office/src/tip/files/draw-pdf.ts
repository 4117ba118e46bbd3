import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker'

/**
 * PDF on a canvas. Only the drawing part of pdf.js is used: no script sandbox, no annotation or form layer, no links, so
 * nothing that a PDF carries can run or call home. Fonts are drawn as outlines and never handed to the browser.
 */
export async function openPdf(content: Blob): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker()
  const task = getDocument({
    data: new Uint8Array(await content.arrayBuffer()),
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    cMapUrl: '/pdf/cmaps/',
    standardFontDataUrl: '/pdf/standard_fonts/',
    wasmUrl: '/pdf/wasm/',
    useWorkerFetch: true,
    verbosity: 0,
  })
  // A password is never asked for: such a file is offered for keeping instead.
  task.onPassword = () => void task.destroy()
  return task.promise
}

const MAX_WIDTH = 1400

/** Draws one page, counted from one, as wide as the canvas may be. */
export async function drawPdfPage(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement): Promise<void> {
  const page = await pdf.getPage(number)
  const natural = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(3, MAX_WIDTH / natural.width) })
  canvas.width = Math.ceil(viewport.width)
  canvas.height = Math.ceil(viewport.height)
  await page.render({ canvas, viewport, annotationMode: 0 }).promise
}
