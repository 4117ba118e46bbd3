/** Where one is: the desk whose pages show, and the inbox address to go back to, with its filters. */
class Place {
  desk = $state<string | null>(null)
  inbox = $state('/')
}

export const place = new Place()
