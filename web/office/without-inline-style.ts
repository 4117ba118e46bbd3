import type { Plugin } from 'vite'

const ROOT = /\/runtime\/components\/root\.svelte$/

/**
 * SvelteKit's root hides its page announcer by an inline style, which `style-src 'self'` forbids. The attribute is taken
 * away before the component is compiled; `office.css` has the same rules.
 */
export function withoutInlineStyle(): Plugin {
  return {
    name: 'without-inline-style',
    enforce: 'pre',
    transform: (code, id) => (ROOT.test(id.split('?')[0] ?? '') ? code.replace(/\sstyle="[^"]*"/, '') : undefined),
  }
}
