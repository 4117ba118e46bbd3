/** Seconds that run down to nothing. */
export class Countdown {
  left = $state(0)

  /** Starts; gives back how to stop. */
  from(seconds: number): () => void {
    const endsAt = Date.now() + seconds * 1000
    const tick = (): void => {
      this.left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000))
    }
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }
}
