/** One line about what was just done, read out politely and gone at the next address. */
class Notice {
  text = $state('')

  say(text: string): void {
    this.text = text
  }

  clear(): void {
    this.text = ''
  }
}

export const notice = new Notice()
