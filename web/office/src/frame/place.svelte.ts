/** Where one is: the desk whose pages show, the inbox address to go back to, with its filters, the tips it listed and the row one was at. */
class Place {
  desk = $state<string | null>(null)
  inbox = $state<string | null>(null)
  listed = $state.raw<readonly string[]>([])
  row = $state<string | null>(null)

  /** The tip before or after one in the list that one came from. */
  beside(tip: string, by: 1 | -1): string | undefined {
    const at = this.listed.indexOf(tip)
    return at < 0 ? undefined : this.listed[at + by]
  }
}

export const place = new Place()
