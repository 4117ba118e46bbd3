import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { aliases } from '../aliases.ts'
import { withoutInlineScript } from './without-inline-script.ts'

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './.paraglide',
      outputStructure: 'locale-modules',
      strategy: ['baseLocale'],
    }),
    sveltekit({
      adapter: withoutInlineScript(adapter({ pages: 'build', fallback: 'index.html' }), 'build/index.html'),
      alias: { ...aliases, '#words': './.paraglide' },
    }),
  ],
})
