import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Adapter } from '@sveltejs/kit'

/** What pdf.js asks for while it draws: character maps for Chinese, stand-in fonts, picture decoders. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm'] as const

/** Puts the files of pdf.js beside the built page, so that nothing is ever fetched from elsewhere. */
export function withPdfAssets(adapter: Adapter, to: string): Adapter {
  const from = dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist'))))
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder)
      for (const folder of FOLDERS) cpSync(join(from, folder), join(to, folder), { recursive: true })
    },
  }
}
