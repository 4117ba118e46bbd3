import { m } from '#words/messages.js'
import { CATEGORIES, type Category } from '#contract/categories.ts'
import { DISTRICTS, type District } from '#contract/places.ts'

const categoryWords: Record<Category, () => string> = {
  dealing: m.category_dealing,
  transport: m.category_transport,
  manufacture: m.category_manufacture,
  growing: m.category_growing,
  gathering: m.category_gathering,
  use: m.category_use,
  venue: m.category_venue,
  precursors: m.category_precursors,
  online: m.category_online,
  driving: m.category_driving,
  wanted: m.category_wanted,
  'new-substances': m.category_new_substances,
  assets: m.category_assets,
  other: m.category_other,
}

const districtWords: Record<District, () => string> = {
  haitang: m.district_haitang,
  jiyang: m.district_jiyang,
  tianya: m.district_tianya,
  yazhou: m.district_yazhou,
  yucai: m.district_yucai,
  unsure: m.district_unsure,
}

export type Choice = { value: string; word: string }
export const categoryWord = (category: Category): string => categoryWords[category]()
export const categoryChoices = (): Choice[] => CATEGORIES.map((value) => ({ value, word: categoryWords[value]() }))
export const districtChoices = (): Choice[] => DISTRICTS.map((value) => ({ value, word: districtWords[value]() }))
