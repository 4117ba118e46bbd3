import type { Category } from './categories.ts'
import type { IntakeDesk } from './intake.ts'
import type { District } from './places.ts'

/**
 * The one desk that a tip goes to: first a desk that claims the category, then the desk of the district, then any desk
 * that takes what nobody else does (no districts and no categories of its own). Null when no desk takes tips.
 */
export function deskFor(category: Category, district: District, desks: readonly IntakeDesk[]): IntakeDesk | null {
  return (
    desks.find((desk) => desk.categories.includes(category)) ??
    desks.find((desk) => desk.districts.includes(district)) ??
    desks.find((desk) => desk.districts.length === 0 && desk.categories.length === 0) ??
    desks[0] ??
    null
  )
}
