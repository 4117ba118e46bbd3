import { isBuiltin } from 'node:module'

/**
 * The walls of DESIGN sections 3 and 4, over nothing but names. `to` is a path from the root of the repository, or the bare
 * name of a package, or null where it is computed at run time.
 */
export type Import = { to: string | null; isDynamic: boolean }
export type Source = { file: string; imports: readonly Import[] }
export type Breach = { rule: Rule; file: string; to: string }
export type Rule =
  | 'layers' // imports point inwards
  | 'store' // the SQL of a domain is its own
  | 'seal' // no file under server/ can open a sealed thing
  | 'seed' // the demo is loaded by the starter alone, and only when it is wanted
  | 'computed' // an import that cannot be read here could be anything
  | 'builtin' // what runs in a browser has no Node
  | 'outside' // nothing beside this repository is needed to build it
  | 'folder' // a thing without a home has no name yet

/** What each part may import besides itself. A file belongs to the longest name that it starts with. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'web/public/': ['web/reporting/', 'web/ui/', 'web/seal/', 'server/contract/', 'web/'],
  'web/office/': ['web/reporting/', 'web/ui/', 'web/seal/', 'server/contract/', 'web/'],
  'web/reporting/': ['web/ui/', 'web/seal/', 'server/contract/'],
  'web/ui/': ['server/contract/'],
  'web/seal/': ['server/contract/'],
  'web/': [], // how the two sites are built
  'server/contract/': [],
  'server/': ['server/contract/', 'db/'],
  'db/seed/': ['db/', 'server/contract/', 'web/seal/'], // it acts as the browsers of the demo
  'db/': ['server/contract/'],
  'test/': [
    'web/public/',
    'web/office/',
    'web/reporting/',
    'web/ui/',
    'web/seal/',
    'web/',
    'server/contract/',
    'server/',
    'db/seed/',
    'db/',
  ],
  '': ['db/'], // drizzle.config.ts
}
const PARTS = Object.keys(MAY_IMPORT).toSorted((one, other) => other.length - one.length)

const START = 'server/start.ts'
/** What the starter may load while it runs: the demo's content, and the builder of the sites. */
const STARTED = /^(db\/seed\/|web\/build\.ts$)/
/** Loads the built public site by its path. */
const BY_PATH = 'server/http/public-site.ts'
const NAMELESS = /(^|\/)(utils?|helpers?|commons?|types?|libs?|misc)\//
const BROWSER_SAFE = /^(server\/contract|web\/seal|web\/reporting|web\/ui)\//
const STORE = /^(server\/[^/]+\/)(.*\/)?store(-[\w-]+)?\.ts$/

/** Every breach of the walls, in the order of the files. */
export function breaches(sources: readonly Source[]): Breach[] {
  const graph = new Map(sources.map((source) => [source.file, source]))
  return sources.flatMap((source) => [
    ...(NAMELESS.test(source.file) ? [{ rule: 'folder' as const, file: source.file, to: '' }] : []),
    ...source.imports.flatMap((each) => ofImport(source.file, each)),
    ...(isServer(source.file) ? reachesSeal(source, graph) : []),
  ])
}

function ofImport(file: string, { to, isDynamic }: Import): Breach[] {
  const breach = (rule: Rule): Breach[] => [{ rule, file, to: to ?? '(computed)' }]
  if (to === null) return file.startsWith('server/') && file !== BY_PATH ? breach('computed') : []
  if (to.startsWith('../') || to.startsWith('/')) return breach('outside')
  if (isBuiltin(to)) return BROWSER_SAFE.test(file) ? breach('builtin') : []
  if (!isFile(to)) return []
  if (file === START && STARTED.test(to)) return isDynamic ? [] : breach('seed')
  if (to.startsWith('db/seed/') && isServer(file)) return breach('seed')
  if (partOf(file) !== 'test/' && isForeignStore(file, to)) return breach('store')
  const from = partOf(file)
  return partOf(to) === from || MAY_IMPORT[from]?.includes(partOf(to)) ? [] : breach('layers')
}

/** The shortest chain from a file of the server to the seal, if there is one; the starter's two doors are left out. */
function reachesSeal(source: Source, graph: ReadonlyMap<string, Source>): Breach[] {
  const chains: string[][] = [[source.file]]
  const seen = new Set([source.file])
  for (const chain of chains) {
    const last = chain.at(-1) ?? ''
    if (last.startsWith('web/seal/')) return [{ rule: 'seal', file: source.file, to: chain.slice(1).join(' → ') }]
    for (const { to } of graph.get(last)?.imports ?? []) {
      if (to === null || seen.has(to) || (last === START && STARTED.test(to))) continue
      seen.add(to)
      chains.push([...chain, to])
    }
  }
  return []
}

const isServer = (file: string): boolean => file.startsWith('server/')
const partOf = (file: string): string => PARTS.find((part) => file.startsWith(part)) ?? ''
/** Packages whose names look like files of the root. */
const NAMED_LIKE_FILES: readonly string[] = ['fraction.js']
/** A path of this repository and not the name of a package. */
const isFile = (to: string): boolean =>
  !NAMED_LIKE_FILES.includes(to) && (/^(web|server|db|test)\//.test(to) || /^[\w.-]+\.(ts|js|json)$/.test(to))

function isForeignStore(file: string, to: string): boolean {
  const domain = STORE.exec(to)?.[1]
  return domain !== undefined && !file.startsWith(domain)
}
