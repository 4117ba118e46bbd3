import { overwriteGetLocale } from '#words/runtime.js'

overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'zh'))

// The framework notes scroll positions in sessionStorage. These pages leave nothing behind, so it gets a storage that
// takes nothing: frozen, so that every attempt to write fails, and the framework carries on without.
const nothing = { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {} }
Object.defineProperty(window, 'sessionStorage', { value: Object.freeze(Object.create(Object.freeze(nothing))) })
