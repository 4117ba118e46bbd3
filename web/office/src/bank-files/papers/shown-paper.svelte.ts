/** Which paper of a page goes to the printer: one at a time, whichever list of papers it stands in. */
class ShownPaper {
  now = $state<string | null>(null)
}

export const shownPaper = new ShownPaper()
