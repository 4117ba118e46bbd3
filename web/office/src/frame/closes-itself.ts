import type { Action } from 'svelte/action'

/** A `<details>` menu closes on Escape, on a choice, and when the focus or a click goes elsewhere. */
export const closesItself: Action<HTMLDetailsElement> = (menu) => {
  const close = (): void => {
    menu.open = false
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !menu.open) return
    close()
    menu.querySelector('summary')?.focus()
  }
  const onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close()
  }
  const onPointer = (event: PointerEvent): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close()
  }
  const onClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('a') !== null) close()
  }
  menu.addEventListener('keydown', onKey)
  menu.addEventListener('focusout', onFocusOut)
  menu.addEventListener('click', onClick)
  document.addEventListener('pointerdown', onPointer)
  return { destroy: () => document.removeEventListener('pointerdown', onPointer) }
}
