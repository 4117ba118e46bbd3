import type { Derive } from '#seal/argon2.ts'
import type { Send } from '#ui/client.ts'
import type { Patience } from './again.ts'

/** What sending needs: the same code runs in a browser and, for forms posted without JavaScript, in the site's server side. */
export type SendDeps = { send: Send; derive: Derive; patience: Patience }

export type Progress = (doneBytes: number, ofBytes: number) => void
