/** The list that one came from, with its filters, for the way back. */
class PaymentPlace {
  #list = $state('/payments?ready=bank')

  get list(): string {
    return this.#list
  }
  remember(address: string): void {
    this.#list = address
  }
}
export const paymentPlace = new PaymentPlace()
