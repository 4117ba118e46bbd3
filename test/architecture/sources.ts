import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parse } from 'svelte/compiler'
import ts from 'typescript'
import type { Import, Source } from './breaches.ts'

const SKIPPED = new Set(['node_modules', 'build', 'static'])
const CODE = /\.([cm]?[tj]s|svelte)$/
const NAMES: Readonly<Record<string, string>> = {
  '#contract/': 'server/contract/',
  '#seal/': 'web/seal/',
  '#reporting/': 'web/reporting/',
  '#ui/': 'web/ui/',
  '#db/': 'db/',
  '#server/': 'server/',
  '#test/': 'test/',
}

/** Every code file under a folder with what it imports; generated and installed ones are left out. */
export function readSources(root: string): Source[] {
  return codeFiles(root, '').map((file) => sourceOf(file, readFileSync(join(root, file), 'utf8')))
}

/** What a file imports, by its text. `file` is its path from the root of the repository. */
export function sourceOf(file: string, text: string): Source {
  const code = file.endsWith('.svelte') ? scriptsOf(text) : text
  return {
    file,
    imports: importsOf(code).map((each) => ({ ...each, to: each.to === null ? null : resolved(file, each.to) })),
  }
}

function codeFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (SKIPPED.has(entry.name) || entry.name.startsWith('.')) return []
    if (entry.isDirectory()) return codeFiles(root, path)
    return CODE.test(entry.name) ? [path] : []
  })
}

/** The two script blocks of a component. What an expression of its markup imports is found too: it is rare, but a hole. */
function scriptsOf(text: string): string {
  const { instance, module } = parse(text, { modern: true })
  const scripts = [module, instance].flatMap((script) => (script ? [text.slice(...span(script.content))] : []))
  const markup = [...text.matchAll(/\bimport\(\s*['"`][^'"`]+['"`]\s*\)/g)].map(([call]) => call)
  return [...scripts, ...markup].join('\n')
}

function span(node: object): [number, number] {
  // svelte's parser gives its nodes a place that the types of estree do not have.
  const { start, end } = node as { start: number; end: number }
  return [start, end]
}

function importsOf(code: string): Import[] {
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const one = importOf(node)
    if (one !== null) found.push(one)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, false))
  return found
}

function importOf(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? { to: node.moduleSpecifier.text, isDynamic: false }
      : null
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    return { to: node.argument.literal.text, isDynamic: false }
  if (!ts.isCallExpression(node) || !isLoading(node.expression)) return null
  const [argument] = node.arguments
  return { to: argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : null, isDynamic: true }
}

/** `import(…)`, `require(…)` and `createRequire(…)`: all load what they name. */
const isLoading = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(callee) && ['require', 'createRequire'].includes(callee.text))

function resolved(file: string, to: string): string {
  if (to.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), to))
  for (const [name, folder] of Object.entries(NAMES)) if (to.startsWith(name)) return folder + to.slice(name.length)
  // Names of a site's own: `#words/…` and the like.
  const [site] = /^web\/(public|office)\//.exec(file) ?? []
  return to.startsWith('#') && site !== undefined ? site + to.slice(1) : to
}
