import { may, type Permission } from '#contract/roles.ts'
import type { Database, Transaction } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { selectDeskKinds } from './store-desks.ts'

/** How much of an award somebody sees: everything; all but the tip's number; as that without the title; amounts and their lines. */
export type Sight = 'desk' | 'audit' | 'rewards' | 'finance'

/** The one who asks, by the desks they work at. */
export type Viewer = {
  staff: string
  /** Investigation desks at which they may put awards forward: their own awards. */
  own: readonly string[]
  /** What they see of the awards of other desks; null: nothing. */
  elsewhere: Exclude<Sight, 'desk'> | null
  permissions: readonly Permission[]
}

/** The widest first, for those who work at several desks. */
const WIDEST = ['audit', 'rewards', 'finance'] as const
const STEPS = ['proposeAwards', 'reviewAwards', 'approveAwards', 'confirmFunds'] as const

export async function viewerOf(db: Database | Transaction, who: Who): Promise<Viewer> {
  const kinds = await selectDeskKinds(
    db,
    who.desks.map(({ id }) => id),
  )
  const seen = new Set(who.desks.filter(({ role }) => may(role, 'readAwards')).map(({ id }) => kinds.get(id)))
  const isOwn = ({ id, role }: Who['desks'][number]): boolean =>
    kinds.get(id) === 'investigation' && may(role, 'proposeAwards')
  return {
    staff: who.staff,
    own: who.desks.filter(isOwn).map(({ id }) => id),
    elsewhere: WIDEST.find((kind) => seen.has(kind)) ?? null,
    permissions: STEPS.filter((step) => who.desks.some(({ role }) => may(role, step))),
  }
}

/** How somebody sees an award of a desk; null: it is as unknown to them as one that does not exist. */
export function sightOf({ own, elsewhere }: Viewer, deskId: string): Sight | null {
  return own.includes(deskId) ? 'desk' : elsewhere
}

/** What somebody may do about an award of a desk; only its own desk proposes. */
export function permissionsAt({ own, permissions }: Viewer, deskId: string): readonly Permission[] {
  return own.includes(deskId) ? permissions : permissions.filter((one) => one !== 'proposeAwards')
}
