export type Offer = { words: string; act: () => void }

/** One line about what was just done, read out politely and gone at the next address; it may offer to take it back. */
class Notice {
  text = $state('')
  offer = $state.raw<Offer | null>(null)

  say(text: string, offer: Offer | null = null): void {
    this.text = text
    this.offer = offer
  }

  clear(): void {
    this.say('')
  }
}

export const notice = new Notice()
