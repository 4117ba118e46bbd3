import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { breaches, type Rule, type Source } from './architecture/breaches.ts'
import { readSources, sourceOf } from './architecture/sources.ts'

const sources = readSources(fileURLToPath(new URL('..', import.meta.url)))

/** Files by path and text. The seal and a store stand there for the planted imports to reach. */
const planted = (files: Record<string, string>): Source[] =>
  Object.entries({
    'web/seal/open.ts': `import { Decrypter } from 'age-encryption'`,
    'web/seal/codes.ts': '',
    'db/seed/demo.ts': `import { open } from '#seal/open.ts'`,
    ...files,
  }).map(([file, text]) => sourceOf(file, text))

const rulesBroken = (files: Record<string, string>): Rule[] => breaches(planted(files)).map((breach) => breach.rule)

test('nothing in the tree breaks a wall', () => {
  expect(breaches(sources).map(({ rule, file, to }) => `${rule}: ${file} → ${to}`)).toEqual([])
})

test('the tree was really read: every part is there, with its imports', () => {
  for (const part of [
    'web/public/',
    'web/office/',
    'web/reporting/',
    'web/ui/',
    'web/seal/',
    'server/contract/',
    'server/',
    'db/',
    'test/',
  ])
    expect(sources.filter(({ file }) => file.startsWith(part)).length, part).toBeGreaterThan(0)
  const imports = sources.flatMap((source) => source.imports)
  expect(imports.filter(({ to }) => to?.startsWith('server/contract/')).length).toBeGreaterThan(50)
  expect(sources.some(({ file, imports: own }) => file.endsWith('.svelte') && own.length > 0)).toBe(true)
})

const LAYERS: [file: string, text: string, why: string][] = [
  ['web/public/src/a.ts', `import { tips } from '#db/schema/tips.ts'`, 'a site reaches into the database'],
  ['web/office/src/a.ts', `import x from '../../public/src/b.ts'`, 'one site imports the other'],
  ['web/office/src/a.ts', `import type { X } from '#server/tips/plugin.ts'`, 'a site imports the server, even a type'],
  [
    'web/office/src/A.svelte',
    `<script lang="ts">import x from '#db/connect.ts'</script>\n<p>x</p>`,
    'a component does',
  ],
  ['web/office/src/B.svelte', `<script module>export * from '#db/connect.ts'</script>`, 'a module script does'],
  ['web/office/src/C.svelte', `{#await import('../../../db/connect.ts') then x}{x}{/await}`, 'an expression does'],
  ['web/ui/a.ts', `import { open } from '#seal/open.ts'`, 'a dumb component opens something'],
  ['web/seal/a.ts', `export { x } from '../ui/client.ts'`, 'the seal imports the interface'],
  ['web/seal/a.ts', `import { sendTip } from '#reporting/send-tip.ts'`, 'the seal imports what sends reports'],
  ['web/reporting/a.ts', `import x from '../public/src/b.ts'`, 'what both sites share imports one of them'],
  ['server/hotline/a.ts', `import { sendTip } from '#reporting/send-tip.ts'`, 'the server imports what sends reports'],
  ['server/contract/a.ts', `import { x } from '#server/http/serve.ts'`, 'the contract imports the server'],
  ['db/schema/a.ts', `import { x } from '#server/tips/moves.ts'`, 'the database imports the server'],
  ['db/connect.ts', `import { x } from '#seal/codes.ts'`, 'the database imports the seal'],
  ['server/tips/a.ts', `import { x } from '#test/seal/streams.ts'`, 'the server imports a test'],
  ['server/tips/a.ts', `const x = require('../../web/ui/client.ts')`, 'the server requires the interface'],
]
for (const [file, text, why] of LAYERS) {
  test(`the layers hold when ${why}`, () => expect(rulesBroken({ [file]: text })).toContain('layers'))
}

test('what the layers allow is allowed', () => {
  const allowed = planted({
    'web/reporting/a.ts': `import '#seal/seal.ts'; import '#ui/client.ts'; import '#contract/intake.ts'`,
    'web/public/src/a.ts': `import '#reporting/a.ts'; import '#seal/open.ts'; import '#ui/client.ts'; import '#contract/tips.ts'; import './b.ts'`,
    'web/office/src/b.ts': `import '#reporting/a.ts'`,
    'web/office/vite.config.ts': `import { aliases } from '../aliases.ts'; import { m } from '#words/messages.js'`,
    'server/contract/a.ts': `import { Fraction } from 'fraction.js'`,
    'server/tips/a.ts': `import '#contract/tips.ts'; import '#db/schema/tips.ts'; import './store.ts'; import 'node:fs'`,
    'server/tips/store.ts': `import { sql } from 'drizzle-orm'`,
    'server/start.ts': `const { demo } = await import('#db/seed/demo.ts'); await import('../web/build.ts')`,
    'server/http/public-site.ts': `await import(place)`,
    'test/server/a.ts': `import '#server/tips/store.ts'; import '#seal/open.ts'; import '#db/seed/demo.ts'`,
    'drizzle.config.ts': `import './db/connect.ts'`,
  })
  expect(breaches(allowed)).toEqual([])
})

test('nobody imports the store of another domain', () => {
  expect(rulesBroken({ 'server/intake/a.ts': `import { x } from '#server/tips/store.ts'` })).toEqual(['store'])
  expect(rulesBroken({ 'server/intake/a.ts': `import { x } from '../tips/store-search.ts'` })).toEqual(['store'])
  expect(rulesBroken({ 'server/office.ts': `import type { X } from './tips/store.ts'` })).toEqual(['store'])
})

test('no file under the server imports the seal, whatever of it and however', () => {
  for (const text of [
    `import { open } from '#seal/open.ts'`,
    `import type { Opened } from '#seal/open.ts'`,
    `import { newCode } from '../../web/seal/codes.ts'`,
    `const { open } = await import('#seal/open.ts')`,
    `type Opened = import('#seal/open.ts').Opened`,
    `export * from '#seal/open.ts'`,
  ])
    expect(rulesBroken({ 'server/tips/a.ts': text }), text).toContain('seal')
})

test('no chain of imports leads from the server to the seal', () => {
  const found = breaches(
    planted({
      'server/tips/a.ts': `import './b.ts'`,
      'server/tips/b.ts': `import '#db/c.ts'`,
      'db/c.ts': `export * from '#seal/open.ts'`,
    }),
  ).filter(({ rule }) => rule === 'seal')
  expect(found).toEqual([
    { rule: 'seal', file: 'server/tips/a.ts', to: 'server/tips/b.ts → db/c.ts → web/seal/open.ts' },
    { rule: 'seal', file: 'server/tips/b.ts', to: 'db/c.ts → web/seal/open.ts' },
  ])
})

test('a ring of imports ends, and a chain through the starter’s neighbour is still found', () => {
  expect(rulesBroken({ 'server/a.ts': `import './b.ts'`, 'server/b.ts': `import './a.ts'` })).toEqual([])
  const throughStart = { 'server/start.ts': `import './b.ts'`, 'server/b.ts': `import '#db/seed/demo.ts'` }
  expect(rulesBroken(throughStart)).toEqual(['seal', 'seed', 'seal'])
})

test('only the starter loads the demo, and only when it is wanted', () => {
  expect(rulesBroken({ 'server/start.ts': `import { demo } from '#db/seed/demo.ts'` })).toEqual(['seed'])
  expect(rulesBroken({ 'server/public.ts': `await import('#db/seed/demo.ts')` })).toEqual(['seed', 'seal'])
  expect(rulesBroken({ 'server/contract/a.ts': `await import('#db/seed/demo.ts')` })).toEqual(['seed', 'seal'])
})

test('an import that is computed could be anything, so the server has one, which loads the public site', () => {
  expect(rulesBroken({ 'server/tips/a.ts': `await import(name)` })).toEqual(['computed'])
  expect(
    rulesBroken({ 'server/tips/a.ts': `import { createRequire } from 'node:module'; createRequire(import.meta.url)` }),
  ).toEqual(['computed'])
})

test('what runs in a browser imports nothing of Node', () => {
  for (const file of ['server/contract/a.ts', 'web/seal/a.ts', 'web/reporting/a.ts', 'web/ui/a.ts'])
    for (const name of ['node:crypto', 'crypto', 'fs/promises', 'buffer'])
      expect(rulesBroken({ [file]: `import x from '${name}'` }), `${file} ${name}`).toEqual(['builtin'])
})

test('nothing outside the repository is imported', () => {
  expect(rulesBroken({ 'server/a.ts': `import x from '../../shared/design.ts'` })).toEqual(['outside'])
  expect(rulesBroken({ 'test/a.ts': `import x from '../../shared/design.ts'` })).toEqual(['outside'])
  expect(rulesBroken({ 'db/a.ts': `await import('/srv/elsewhere/x.ts')` })).toEqual(['outside'])
})

test('no folder is called after nothing', () => {
  for (const name of ['utils', 'helpers', 'common', 'types', 'lib']) {
    expect(rulesBroken({ [`server/${name}/a.ts`]: '' })).toEqual(['folder'])
    expect(rulesBroken({ [`web/office/src/${name}/A.svelte`]: '<p>x</p>' })).toEqual(['folder'])
  }
  expect(rulesBroken({ 'web/office/src/library/a.ts': '', 'server/tips/types.ts': '' })).toEqual([])
})
