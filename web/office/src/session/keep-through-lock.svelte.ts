import { untrack } from 'svelte'
import { drafts } from './drafts.ts'
import { session } from './session.svelte.ts'

/**
 * Keeps what is typed in a form through a lock, and gives it back when the same form opens again. Called once by the form's
 * component; `idOf` names what the form is about. A form in which nothing was changed is not kept.
 */
export function keepThroughLock<T>(idOf: () => string, typed: () => T, giveBack: (kept: T) => void): void {
  const untouched = untrack(() => JSON.stringify(typed()))
  async function keep(): Promise<void> {
    const now = JSON.stringify(typed())
    if (now !== untouched) await drafts.keep(idOf(), now)
  }
  async function takeBack(): Promise<void> {
    const kept = await drafts.takeBack(idOf())
    // Written by this very form, in this window, and sealed since.
    if (kept !== '') giveBack(JSON.parse(kept) as T)
  }
  $effect(() => session.beforeLock(keep))
  $effect(() => untrack(() => void takeBack()))
}
