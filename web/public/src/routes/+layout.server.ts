import { readSite } from '#contract/intake.ts'
import { call } from '#ui/client.ts'
import { intakeOf } from '../answers/intake-of.ts'
import { addressOf, type Address } from '../frame/address.ts'
import type { LayoutServerLoad } from './$types.js'

export type SiteState = 'open' | 'closed' | 'unknown'
type Shown = { here: Address; demo: boolean; cashDesk: string | null; site: SiteState }

/** Where the visitor is, and whether anybody reads reports at all. The desks' keys are not in the page: they weigh more than it. */
export const load: LayoutServerLoad = async (event): Promise<Shown> => {
  const here = addressOf(event.url)
  const site = await call(intakeOf(event), readSite, {})
  if (site.is !== 'done') return { here, demo: false, cashDesk: null, site: 'unknown' }
  const { demo, cashDesk, open, desks } = site.reply
  return { here, demo, cashDesk, site: open && desks.length > 0 ? 'open' : 'closed' }
}
