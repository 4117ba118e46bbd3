import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Adapter } from '@sveltejs/kit'

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g

/**
 * Moves the inline start script of the fallback page into a file beside it, so that the page runs under
 * `script-src 'self'` without a hash that the host would have to know.
 */
export function withoutInlineScript(adapter: Adapter, page: string): Adapter {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder)
      const html = readFileSync(page, 'utf8').replace(INLINE_SCRIPT, (_, script: string) => {
        const name = `start.${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`
        writeFileSync(join(dirname(page), '_app', 'immutable', name), script)
        return `<script src="/_app/immutable/${name}"></script>`
      })
      writeFileSync(page, html)
    },
  }
}
