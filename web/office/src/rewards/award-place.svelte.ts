/** The list that one came from, with its filters, for the way back. */
class AwardPlace {
  #list = $state('/rewards')

  get list(): string {
    return this.#list
  }
  remember(address: string): void {
    this.#list = address
  }
}
export const awardPlace = new AwardPlace()
