type Kept = { control: HTMLInputElement | HTMLTextAreaElement; value: string; checked: boolean }

/**
 * Remembers what stands in the forms, and gives back how to put it there again. A slow phone shows the page long before
 * its script runs; coming to life would set every field back to what the server had sent.
 */
export function keepTyping(root: ParentNode): () => void {
  const kept = Array.from(root.querySelectorAll<Kept['control']>('input, textarea'), (control) => ({
    control,
    value: control.value,
    checked: isTick(control) && control.checked,
  }))
  return () => kept.forEach(putBack)
}

function putBack({ control, value, checked }: Kept): void {
  if (control instanceof HTMLInputElement && control.type === 'file') {
    // The browser keeps the files; the page has to hear of them.
    if ((control.files?.length ?? 0) > 0) tell(control, 'change')
  } else if (isTick(control)) {
    if (control.checked === checked) return
    control.checked = checked
    tell(control, 'change')
  } else if (control.value !== value) {
    control.value = value
    tell(control, 'input')
  }
}

const isTick = (control: Kept['control']): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')

const tell = (control: Kept['control'], type: string): boolean =>
  control.dispatchEvent(new Event(type, { bubbles: true }))
