import { REFUSALS, type RefusalBody, type RefusalCode } from '#contract/refusals.ts'

/** A request that is answered with a code instead of what it asked for. */
export class Refusal extends Error {
  readonly refusal: RefusalCode
  readonly more: Omit<RefusalBody, 'refusal'>

  constructor(refusal: RefusalCode, more: Omit<RefusalBody, 'refusal'> = {}) {
    super(refusal)
    this.refusal = refusal
    this.more = more
  }

  get status(): number {
    return REFUSALS[this.refusal]
  }

  get body(): RefusalBody {
    return { refusal: this.refusal, ...this.more }
  }
}

/** The value, or a refusal where there is none. */
export function found<T>(value: T | null | undefined, refusal: RefusalCode): T {
  if (value === null || value === undefined) throw new Refusal(refusal)
  return value
}

/** Refuses unless the condition holds. */
export function insist(
  condition: boolean,
  refusal: RefusalCode,
  more?: Omit<RefusalBody, 'refusal'>,
): asserts condition {
  if (!condition) throw new Refusal(refusal, more)
}
