import { m } from '#words/messages.js'
import { kindWords } from './kinds.ts'
import type { Neighbour, PictureNode } from './picture.ts'

/** What a thing is, in a word. */
export function sortOf(node: PictureNode): string {
  if (node.kind === 'tip') return m.tip()
  if (node.kind === 'case') return m.cases()
  return node.identifier ? kindWords[node.identifier.kind]() : m.picture_identifier()
}

/** A thing by its kind and name. */
export function nameOf(node: PictureNode): string {
  return `${sortOf(node)} ${node.label}`
}

/** How a neighbour hangs on the thing that is looked at; nothing where it is plain. */
export function linkWords({ as, isTo }: Neighbour): string {
  if (as !== 'duplicate') return ''
  return isTo ? m.picture_repeats() : m.picture_repeated()
}
