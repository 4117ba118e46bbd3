import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { overwriteGetLocale as setAwardLocale } from '#award/runtime.js'
import { overwriteGetLocale as setClaimLocale } from '#claim/runtime.js'
import { overwriteGetLocale as setEntryLocale } from '#entry/runtime.js'
import { overwriteGetLocale as setTextsLocale } from '#texts/runtime.js'
import { overwriteGetLocale } from '#words/runtime.js'
import { addressOf, type Language } from './frame/address.ts'
import { compressed } from './answers/compressed.ts'
import { paddedTo } from './answers/padded.ts'

const languages = new AsyncLocalStorage<Language>()
const languageNow = (): Language => languages.getStore() ?? 'zh'
overwriteGetLocale(languageNow)
setTextsLocale(languageNow)
setEntryLocale(languageNow)
setAwardLocale(languageNow)
setClaimLocale(languageNow)

/** Every answer to a code looked up without JavaScript is this long, known or not, with or without messages. */
const STATUS_ANSWER_BYTES = 192 * 1024
/** And takes whole steps of this long: opening messages must not show in the time. */
const STATUS_STEP_MS = 1000
const untilStep = (stepMs: number, tookMs: number): Promise<void> => wait(stepMs - (tookMs % stepMs))

export const handle: Handle = async ({ event, resolve }) => {
  const { language, page, view, theme } = addressOf(event.url)
  const marks: Record<string, string> = {
    '%lang%': language === 'en' ? 'en' : 'zh-CN',
    '%view%': view ?? '',
    '%theme%': theme ?? '',
  }
  // A form posted by something that takes any answer is still answered with a page: an action's bare data is for no one.
  if (event.request.method === 'POST') event.request.headers.set('accept', 'text/html')
  const startedAt = performance.now()
  const response = await languages.run(language, () =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace(/%(?:lang|view|theme)%/g, (mark) => marks[mark] ?? ''),
      // Scripts start by themselves; announcing them would make phones without JavaScript fetch what they cannot use.
      preload: ({ type }) => type === 'css',
    }),
  )
  const accepted = event.request.headers.get('accept-encoding') ?? ''
  if (event.url.pathname === '/desks') return compressed(response, accepted)
  if (!isPage(response)) return response
  // no-transform: a proxy that compresses would undo the constant size.
  response.headers.set('cache-control', 'no-store, no-transform')
  if (event.request.method === 'POST' && page === '/status') {
    await untilStep(STATUS_STEP_MS, performance.now() - startedAt)
    return paddedTo(STATUS_ANSWER_BYTES, response)
  }
  if (event.request.method === 'POST') return response
  return compressed(response, accepted)
}

const isPage = (response: Response): boolean => response.headers.get('content-type')?.startsWith('text/html') ?? false

/** The message of an error may hold what somebody typed; its name and place do not. Only errors of our own are noted. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return
  const isError = error instanceof Error
  const place = isError
    ? error.stack
        ?.split('\n')
        .find((line) => line.trimStart().startsWith('at '))
        ?.trim()
    : undefined
  console.error(JSON.stringify({ level: 'error', at: 'page', name: isError ? error.name : 'unknown', place }))
}
