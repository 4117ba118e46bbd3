import { m } from '#words/messages.js'
import { notice } from '../../frame/notice.svelte.ts'

/** Takes a member out of a list, and offers to put it back where it was. */
export function takeAway(list: unknown[], index: number, about: string): void {
  const [taken] = list.splice(index, 1)
  if (taken === undefined) return
  notice.say(m.rules_removed({ about }), {
    words: m.rules_put_back(),
    act: () => {
      list.splice(index, 0, taken)
      notice.say(m.rules_put_back_done({ about }))
    },
  })
}
