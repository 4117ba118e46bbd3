import type { Person } from '#contract/tips.ts'

/** A left join gives an empty person for what nobody of the staff did. */
export const personOf = (by: { id: string | null; name: string | null } | null): Person | null =>
  by === null || by.id === null || by.name === null ? null : { id: by.id, name: by.name }
