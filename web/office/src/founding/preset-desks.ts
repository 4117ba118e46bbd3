import type { Category } from '#contract/categories.ts'
import type { District } from '#contract/places.ts'
import type { DeskKind } from '#contract/roles.ts'

/** A desk as the founder sees it, before it has keys. */
export type DraftDesk = {
  nameZh: string
  nameEn: string
  kind: DeskKind
  districts: District[]
  categories: Category[]
}

const district = (nameZh: string, nameEn: string, districts: District[]): DraftDesk => ({
  nameZh,
  nameEn,
  kind: 'investigation',
  districts,
  categories: [],
})
const other = (nameZh: string, nameEn: string, kind: DeskKind): DraftDesk => ({
  nameZh,
  nameEn,
  kind,
  districts: [],
  categories: [],
})

/** The desks of a city like Sanya, to begin with; every one can be renamed, removed or added to. */
export const presetDesks = (): DraftDesk[] => [
  {
    nameZh: '市公安局禁毒支队',
    nameEn: 'City drug squad',
    kind: 'investigation',
    districts: ['unsure'],
    categories: ['transport', 'manufacture', 'precursors', 'online', 'new-substances', 'assets', 'wanted'],
  },
  district('海棠分局禁毒大队', 'Haitang district desk', ['haitang']),
  district('吉阳分局禁毒大队', 'Jiyang district desk', ['jiyang']),
  district('天涯分局禁毒大队', 'Tianya district desk', ['tianya']),
  district('崖州分局禁毒大队', 'Yazhou district desk', ['yazhou']),
  district('育才分局禁毒中队', 'Yucai desk', ['yucai']),
  other('市禁毒办举报奖励组', 'Rewards desk', 'rewards'),
  other('财务', 'Finance', 'finance'),
  other('审计监察', 'Audit', 'audit'),
  other('系统管理', 'Administration', 'administration'),
]

export const emptyDesk = (): DraftDesk => other('', '', 'investigation')

export type DeskTrouble = 'noInvestigation' | 'nameMissing' | 'nameTwice'

/** What is wrong with a list of desks, or null. */
export function desksTrouble(desks: readonly DraftDesk[]): DeskTrouble | null {
  const names = desks.flatMap((desk) => [`zh ${desk.nameZh.trim()}`, `en ${desk.nameEn.trim()}`])
  if (!desks.some((desk) => desk.kind === 'investigation')) return 'noInvestigation'
  if (desks.some((desk) => desk.nameZh.trim() === '' || desk.nameEn.trim() === '')) return 'nameMissing'
  return new Set(names).size === names.length ? null : 'nameTwice'
}

/** Districts that no desk names: their tips go to a desk that takes what nobody else does, or to the first desk. */
export function unclaimedDistricts(desks: readonly DraftDesk[], all: readonly District[]): District[] {
  const taking = desks.filter((desk) => desk.kind === 'investigation')
  if (taking.some((desk) => desk.districts.length === 0 && desk.categories.length === 0)) return []
  return all.filter((place) => !taking.some((desk) => desk.districts.includes(place)))
}
