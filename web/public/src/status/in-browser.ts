import { deriveInWorker } from '#seal/derive-in-worker.ts'
import type { Patience } from '#reporting/again.ts'
import { browserSend } from '../send/browser-send.ts'
import type { SendDeps } from '#reporting/deps.ts'

// Everything that opening and sealing needs; loaded when a code is first typed.
export { default as Collecting } from '../claim/Collecting.svelte'
export { claimWith, disputeOf } from '../claim/collect.ts'
export { readClaimForm } from '../claim/claim-values.ts'
export { lookUp, reply, withOlder } from './look-up.ts'

export const browserDeps = (patience: Patience): SendDeps => ({ send: browserSend, derive: deriveInWorker, patience })
