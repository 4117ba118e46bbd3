import { shortcuts } from '../frame/shortcuts.svelte.ts'

/** In a dialog of few choices their numbers choose: 1 is the first. Gives back which was pressed, from 0, or null. */
export function quickChoice(event: KeyboardEvent, count: number): number | null {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'date'
  if (!shortcuts.isOn || isTyping || event.ctrlKey || event.metaKey || event.altKey) return null
  const index = Number(event.key) - 1
  return Number.isInteger(index) && index >= 0 && index < count ? index : null
}
