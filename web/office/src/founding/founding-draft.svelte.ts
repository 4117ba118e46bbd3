import { passwordTrouble } from '../making/passwords.ts'
import type { Founding } from './make-office.ts'
import { desksTrouble, emptyDesk, presetDesks, type DraftDesk } from './preset-desks.ts'

/** What the founder has said so far. */
export class FoundingDraft {
  setupToken = $state('')
  name = $state('')
  login = $state('')
  password = $state('')
  again = $state('')
  desks = $state<DraftDesk[]>(presetDesks())
  shares = $state(5)
  threshold = $state(3)

  get isReady(): boolean {
    return (
      passwordTrouble(this.password, this.again, this.login) === null &&
      desksTrouble(this.desks) === null &&
      !this.hasWrongShares
    )
  }

  /** One share alone must not be enough, and there must be as many as are needed. */
  get hasWrongShares(): boolean {
    const { shares, threshold } = this
    return (
      !Number.isInteger(shares) || !Number.isInteger(threshold) || threshold < 2 || threshold > shares || shares > 15
    )
  }

  get founding(): Founding {
    const founder = { login: this.login, name: this.name, password: this.password }
    return { founder, desks: $state.snapshot(this.desks), shares: this.shares, threshold: this.threshold }
  }

  addDesk(): void {
    this.desks.push(emptyDesk())
  }

  removeDesk(index: number): void {
    this.desks.splice(index, 1)
  }
}
