import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { aliases } from '../aliases.ts'
import { lightPages } from './light-pages.ts'

const words = (project: string, outdir: string): ReturnType<typeof paraglideVitePlugin> =>
  paraglideVitePlugin({ project, outdir, outputStructure: 'locale-modules', strategy: ['baseLocale'] })

// A site built while tests run is the site that is shipped: Svelte would otherwise bring its development checks.
process.env['NODE_ENV'] = 'production'

export default defineConfig({
  plugins: [
    lightPages(),
    words('./project.inlang', './.paraglide/all'),
    // The long texts of the pages without script are words of their own, so that the forms do not carry them.
    words('./pages.inlang', './.paraglide/pages'),
    // And those about the entry in the log, which come with the status page only.
    words('./entry.inlang', './.paraglide/entry'),
    // Those about an award and its lines, for the status page and the page of the rules.
    words('./award.inlang', './.paraglide/award'),
    // Those about collecting an award, which come once a code was looked up.
    words('./claim.inlang', './.paraglide/claim'),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      alias: {
        ...aliases,
        '#words': './.paraglide/all',
        '#texts': './.paraglide/pages',
        '#entry': './.paraglide/entry',
        '#award': './.paraglide/award',
        '#claim': './.paraglide/claim',
      },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          // Argon2 is WebAssembly; nothing else is ever evaluated.
          'script-src': ['self', 'wasm-unsafe-eval'],
          'style-src': ['self'],
          'img-src': ['self', 'blob:', 'data:'],
          'worker-src': ['self'],
          'connect-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
        },
      },
      // Under "Referrer-Policy: no-referrer" a browser posts a form with "Origin: null". There is no cookie and no session,
      // so a forged request has nothing of the visitor's to use: the check would only lock people out.
      csrf: { trustedOrigins: ['*'] },
    }),
  ],
  // The post-quantum package brings older copies of the same curves and hashes; one of each is enough for a phone.
  resolve: { dedupe: ['@noble/curves', '@noble/hashes'] },
  worker: { format: 'es' },
})
