import { session } from '../session/session.svelte.ts'
import type { Keyring } from '../session/keyring.ts'

/** The keys of the finance desks at which somebody works: what reporters seal is sealed to those. */
export const financeIdentities = (keys: Keyring): string[] =>
  (session.me?.desks ?? []).flatMap(({ id, kind }) => (kind === 'finance' ? (keys.identityOf(id) ?? []) : []))
