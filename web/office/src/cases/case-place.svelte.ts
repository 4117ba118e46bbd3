/** The list of cases that one came from, with its filters; where "back" leads. */
class CasePlace {
  #list = $state<string | null>(null)

  remember(address: string): void {
    this.#list = address
  }

  listOf(desk: string): string {
    return this.#list?.startsWith(`/desks/${desk}/`) ? this.#list : `/desks/${desk}/cases`
  }
}

export const casePlace = new CasePlace()
