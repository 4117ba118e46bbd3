import { session } from '../../session/session.svelte.ts'

/** Whether pictures show at once. Asked for anew by everybody who signs in or unlocks: it hangs on their keys. */
class Disturbing {
  #shownWith = $state.raw<object | null>(null)

  get areShown(): boolean {
    return session.keys !== null && this.#shownWith === session.keys
  }

  set areShown(are: boolean) {
    this.#shownWith = are ? session.keys : null
  }
}

export const disturbing = new Disturbing()
