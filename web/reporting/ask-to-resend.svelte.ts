import { GaveUp, type Patience } from './again.ts'

/** Waits for a person to say "send it again" when the connection is lost. */
export class AskToResend implements Patience {
  readonly tries = 3
  isLost = $state(false)
  #resume: (() => void) | null = null
  #giveUp: (() => void) | null = null

  readonly pause = (tried: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, 400 * 2 ** (tried % this.tries)))

  readonly askToResend = (): Promise<void> => {
    this.isLost = true
    return new Promise<void>((resolve, reject) => {
      this.#resume = resolve
      this.#giveUp = () => reject(new GaveUp())
    }).finally(() => (this.isLost = false))
  }

  readonly resend = (): void => this.#resume?.()
  readonly giveUp = (): void => this.#giveUp?.()
}
