import { session } from './session.svelte.ts'

const WARNING_SECONDS = 60
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Locks after minutes without input. It compares clocks, not ticks: a laptop that slept locks as it wakes. */
export class IdleClock {
  secondsLeft = $state(Infinity)
  #lastInputAt = Date.now()
  readonly #limitMs: number

  constructor(minutes: number) {
    this.#limitMs = minutes * 60_000
  }

  get isWarning(): boolean {
    return this.secondsLeft <= WARNING_SECONDS
  }

  /** Starts to watch; gives back how to stop. */
  watch(): () => void {
    const stay = (): void => this.stay()
    const timer = setInterval(() => this.#tick(), 1000)
    for (const input of INPUTS) addEventListener(input, stay, { passive: true })
    return () => {
      clearInterval(timer)
      for (const input of INPUTS) removeEventListener(input, stay)
    }
  }

  stay(): void {
    this.#lastInputAt = Date.now()
    if (this.isWarning) this.secondsLeft = Infinity
  }

  #tick(): void {
    const left = Math.ceil((this.#lastInputAt + this.#limitMs - Date.now()) / 1000)
    this.secondsLeft = left > WARNING_SECONDS ? Infinity : Math.max(left, 0)
    if (left <= 0) void session.lock()
  }
}
