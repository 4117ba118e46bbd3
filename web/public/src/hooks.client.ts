import { overwriteGetLocale } from '#words/runtime.js'

overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'zh'))
