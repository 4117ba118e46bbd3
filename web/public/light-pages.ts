import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const kit = join(dirname(createRequire(import.meta.url).resolve('@sveltejs/kit/package.json')), 'src/runtime')
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Two pages of this site have a script, and no link on them is followed by script. So the framework's browser side shrinks to
 * "hydrate this page": no router, no history entries, no scroll positions in sessionStorage, no announcer with an inline
 * style; 16 KB less for a phone. And the NIST curves and scrypt, which the envelope package carries for key kinds that are
 * not used here, are left out: 8 KB.
 */
export function lightPages(): Plugin {
  return {
    name: 'lushao:light-pages',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    resolveId(source, importer = '') {
      if (source === '#kit/root') return join(kit, 'components/root.svelte')
      if (source === '#kit/props') return join(kit, 'props.svelte.js')
      if (source === './client-entry.js' && importer.endsWith('runtime/client/entry.js'))
        return at('./src/start/start-page.ts')
      if (source === '$app/navigation' && importer.includes('components/root.svelte'))
        return at('./src/start/no-navigation.ts')
      if (source === '@noble/hashes/scrypt.js') return at('./src/start/no-scrypt.ts')
      if (source === '@noble/curves/nist.js') return at('./src/start/no-nist-curves.ts')
      return undefined
    },
    load(id) {
      // The page already is in a language: its words in the other one need not come.
      if (!/\.paraglide\/(?:all|entry|award|claim)\/messages\.js$/.test(id)) return undefined
      return "export const m = document.documentElement.lang === 'en' ? await import('./messages/en.js') : await import('./messages/zh.js')"
    },
    transform(code, id) {
      if (!id.includes('post-quantum/hybrid.js')) return undefined
      // Key kinds over those curves, made as the module loads although nobody asks for them.
      return code
        .replace(/(?<== |, )(?=(?:QSF|createKitchenSink|ecdhKem)\()/g, '/* @__PURE__ */ ')
        .replace(/\(\(\) => concreteHybridKem\(.*\)\)\(\)/g, 'undefined')
    },
  }
}
