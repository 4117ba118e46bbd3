import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { aliases } from '../aliases.ts'
import { withPdfAssets } from './pdf-assets.ts'
import { withoutInlineScript } from './without-inline-script.ts'
import { withoutInlineStyle } from './without-inline-style.ts'

const site = adapter({ pages: 'build', fallback: 'index.html' })

export default defineConfig({
  plugins: [
    withoutInlineStyle(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './.paraglide',
      outputStructure: 'locale-modules',
      strategy: ['baseLocale'],
    }),
    sveltekit({
      adapter: withPdfAssets(withoutInlineScript(site, 'build/index.html'), 'build/pdf'),
      alias: { ...aliases, '#words': './.paraglide', '#words/*': './.paraglide/*' },
    }),
  ],
  // The post-quantum package brings older copies of the same curves and hashes; one of each is enough.
  resolve: { dedupe: ['@noble/curves', '@noble/hashes'] },
  worker: { format: 'es' },
})
