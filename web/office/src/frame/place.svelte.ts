/** Where one is: the desk whose pages show, the inbox address to go back to, with its filters, and the tips it listed. */
class Place {
  desk = $state<string | null>(null)
  inbox = $state<string | null>(null)
  listed = $state.raw<readonly string[]>([])

  /** The tip before or after one in the list that one came from. */
  beside(tip: string, by: 1 | -1): string | undefined {
    const at = this.listed.indexOf(tip)
    return at < 0 ? undefined : this.listed[at + by]
  }
}

export const place = new Place()
