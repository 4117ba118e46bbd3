/**
 * Reads `messages/<locale>.json`, or the files that the project names, for the message compiler: flat keys, `{name}` for a value. It stands here because the
 * usual plugin is fetched from a CDN at build time, and a build of ours fetches nothing.
 */
const FILES = ['./messages/{locale}.json']
const KEY = 'lushao.messages'

const patternOf = (text) =>
  text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? value(part.slice(1, -1)) : { type: 'text', value: part }))
const value = (name) => ({ type: 'expression', arg: { type: 'variable-reference', name } })
const namesIn = (texts) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))),
]

export default {
  key: KEY,
  toBeImportedFiles: ({ settings }) =>
    settings.locales.flatMap((locale) =>
      (settings[KEY]?.files ?? FILES).map((file) => ({ locale, path: file.replace('{locale}', locale) })),
    ),
  importFiles({ files }) {
    const read = files.map((file) => ({
      locale: file.locale,
      words: JSON.parse(new TextDecoder().decode(file.content)),
    }))
    const ids = [...new Set(read.flatMap(({ words }) => Object.keys(words)))]
    const textsOf = (id) => read.map(({ words }) => words[id]).filter((text) => text !== undefined)
    const entries = read.flatMap(({ locale, words }) =>
      Object.entries(words).map(([id, text]) => ({ id, locale, text })),
    )
    return {
      bundles: ids.map((id) => ({
        id,
        declarations: namesIn(textsOf(id)).map((name) => ({ type: 'input-variable', name })),
      })),
      messages: entries.map(({ id, locale }) => ({ bundleId: id, locale, selectors: [] })),
      variants: entries.map(({ id, locale, text }) => ({
        messageBundleId: id,
        messageLocale: locale,
        matches: [],
        pattern: patternOf(text),
      })),
    }
  },
  exportFiles: () => [],
}
