import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Each site, what shows that it is built, and the folders it is made of. */
const SITES = [
  { name: 'public site', dir: at('./public'), built: at('./public/build/handler.js') },
  { name: 'office', dir: at('./office'), built: at('./office/build/index.html') },
] as const
const SHARED = [at('./seal'), at('./reporting'), at('./ui'), at('../server/contract')]
const MADE = new Set(['node_modules', 'build', '.svelte-kit', '.paraglide'])

/** Builds the sites that are missing or older than their sources; `always` builds both. Says what it does. */
export async function buildSites(always = false, say: (line: string) => void = console.log): Promise<void> {
  for (const site of SITES) {
    if (!always && isFresh(site)) continue
    const startedAt = Date.now()
    say(`Building the ${site.name} …`)
    await viteBuild(site.dir)
    say(`Built the ${site.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
  }
}

function isFresh(site: (typeof SITES)[number]): boolean {
  if (!existsSync(site.built)) return false
  const builtAt = statSync(site.built).mtimeMs
  return [site.dir, ...SHARED].every((dir) => newestIn(dir) <= builtAt)
}

function newestIn(dir: string): number {
  let newest = 0
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (MADE.has(entry.name)) continue
    const path = join(dir, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs)
  }
  return newest
}

/** Vite runs in the site's own folder. Its output shows only when it fails: it is long, and warns of nothing of ours. */
function viteBuild(cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at('./build-site.ts')], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (text) => (said += String(text)))
    child.stderr.on('data', (text) => (said += String(text)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`vite build failed in ${cwd}\n${said}`))))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSites(!process.argv.includes('--stale'))
